import { datasetOf } from '../../../datasets/index.ts'
import { defaultsOf, type Knob, type Knobs, type Setting, type Settings } from '../kernel/knobs.ts'
import { formatMetric, formatRate, formatTick } from '../kernel/numbers.ts'
import { modelOf } from '../models/index.ts'
import { isTrainable } from '../runs/version.ts'
import type { VersionSpec } from '../training/run.ts'
import { rowFields, rowSettings } from '../training/row-settings.ts'
import { engineName } from './engine-name.ts'
import type { FoundRun } from './found-run.ts'

/** A run by what it was set to. */
export interface SetRun extends FoundRun {
  readonly isOfEarlierWorld: boolean
  readonly learner: { readonly trainedBy: string | null }
}

/** The settings in which a run departs from another, or from the defaults: `Learning rate 0.01`. */
export function differencesOf(run: SetRun, reference: SetRun | null): string[] {
  const { recipe, engine } = run.spec
  const other = reference?.spec
  return [
    ...(run.isOfEarlierWorld ? ['made with an earlier version of this world'] : []),
    ...ownSettings(run.spec, other),
    ...rowFields.flatMap((field) => {
      const knobs = rowSettings[field].knobs(datasetOf(recipe.dataset))
      return departures(knobs, recipe[field], other?.recipe[field] ?? defaultsOf(knobs))
    }),
    ...(run.repeatGroup !== null || recipe.seed === (other?.recipe.seed ?? 1) ? [] : [`seed ${recipe.seed}`]),
    ...(recipe.file ? [recipe.file.name] : []),
    ...(recipe.drifts.length ? ['after drift'] : []),
    ...(engine &&
    reference &&
    !run.learner.trainedBy &&
    !reference.learner.trainedBy &&
    reference.spec.engine !== engine
      ? [engineName(engine)]
      : []),
  ]
}

/** Of a model that another does not share, against its defaults; of an imported model none are known. */
function ownSettings(spec: VersionSpec, other: VersionSpec | undefined): string[] {
  if (!isTrainable(spec)) return []
  const knobs: Knobs = modelOf(spec.model).knobs
  return departures(knobs, spec.settings, {
    ...defaultsOf(knobs),
    ...(other?.model === spec.model && other.settings),
  })
}

function departures(knobs: Knobs, settings: Settings, base: Settings): string[] {
  return Object.entries(knobs).flatMap(([id, knob]) =>
    settings[id] === undefined || settings[id] === base[id] ? [] : [`${knob.label} ${worded(knob, settings[id])}`]
  )
}

function worded(knob: Knob, setting: Setting): string {
  if (knob.type === 'switch') return setting ? 'on' : 'off'
  if (knob.type === 'choice') return knob.options.find((option) => option.value === setting)?.label ?? String(setting)
  if (knob.unit === 'share') return formatRate(Number(setting))
  const number = Number(setting)
  return Math.abs(number) >= 1000 ? formatMetric(number) : formatTick(number)
}
