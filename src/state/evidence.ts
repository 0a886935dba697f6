import { datasetOf } from '../../datasets/index.ts'
import type { Settings } from '../core/kernel/knobs.ts'
import { defaultsThat, settingsThat } from '../core/training/row-settings.ts'
import { isTrainable } from '../core/runs/version.ts'
import { presetSettings } from '../scenarios/preset-document.ts'
import type { Evidence, Preset } from '../scenarios/scenario.ts'
import { sections } from '../scenarios/sections/index.ts'
import type { Section } from '../scenarios/sections/section.ts'
import type { OperationEvent, OperationSeries } from './operation.ts'
import type { RunState } from './run.svelte.ts'

interface Watched {
  readonly windows: readonly OperationSeries[]
  readonly events: readonly OperationEvent[]
}

/** A preset at work: from when it was opened (milliseconds as Date counts), and the reader's threshold. */
interface Attempt {
  readonly preset: Preset
  readonly since: number
  readonly threshold: number | null
  /** Share of positives that Evaluation thins them to; null is as they are. */
  readonly prevalence?: number | null
}

/**
 * What really happened in the lab, as the checks of goals read it: runs on the preset's own rows that began and
 * finished since it was opened, oldest first.
 */
export function evidenceOf(runs: readonly RunState[], traffic: Watched, attempt: Attempt): Evidence {
  const { preset, since, threshold, prevalence = null } = attempt
  const times = (kind: OperationEvent['kind']): number[] =>
    traffic.events.filter((event) => event.kind === kind).map((event) => event.time)
  return {
    runs: runs.flatMap((run) => {
      if (run.report === null || run.status !== 'finished' || !isTrainable(run.spec)) return []
      if (run.startedAt < since || !isOfPreset(run, preset)) return []
      const { model, settings, recipe } = run.spec
      // On the rows that the check reads: test, or all of validation where there is none.
      const { ceiling, trivial } = (run.report.test ? run.data.test : run.data.wholeValidation) ?? run.data.validation
      return {
        ...{ model, settings, ceiling, trivial, report: run.report, evaluations: run.evaluations },
        recipe,
      }
    }),
    windows: traffic.windows.map((series) => series.reports),
    driftTimes: times('drift'),
    retrainTimes: times('retrain'),
    threshold,
    prevalence,
  }
}

/** Whether a run is on the rows of the preset, apart from what its goal asks to turn. */
function isOfPreset({ spec: { recipe } }: RunState, preset: Preset): boolean {
  const { turns = [] } = preset
  const changed = presetSettings(preset)
  const ofRows = sections.flatMap(({ id, recipe: field }: Section) => (field ? [changed[id]] : []))
  const own = Object.assign(defaultsThat(datasetOf(recipe.dataset)), ...ofRows) as Settings
  const drawn = settingsThat(recipe)
  return Object.entries(own).every(
    ([id, value]) => turns.includes(id) || !Object.hasOwn(drawn, id) || drawn[id] === value
  )
}
