import { datasetOf } from '../../datasets/index.ts'
import { defaultsOf } from '../core/kernel/knobs.ts'
import { splitKnobs } from '../core/training/split-knobs.ts'
import type { Recipe, RunSpec } from '../core/training/run.ts'
import type { MetricChoice } from '../core/lab.ts'
import type { ValueChoice } from '../core/value/report.ts'
import type { LabDocument } from './document.ts'
import { isOfFile } from './of-file.ts'
import { rowSettingsIn } from './sections/settings.ts'
import { scenarioOf } from './stories/index.ts'

/** The rows a document asks for; `seed` where it is not the document's own (repeats). */
export function recipeOf(document: LabDocument, seed = document.seed): Recipe {
  const { dataset } = scenarioOf(document.scenario)
  return {
    purpose: 'lab',
    dataset,
    version: datasetOf(dataset).version,
    ...rowSettingsIn(document),
    seed,
    range: null,
    drifts: [],
    ...(document.file && { file: document.file }),
  }
}

/** Whether the rows of the person's own are still to be brought. */
export function lacksFile({ scenario, file }: LabDocument): boolean {
  return file === null && isOfFile(scenario)
}

/** What a document's runs are measured by. */
export function choiceOf({ view: { k, gain }, decision }: LabDocument): MetricChoice {
  return { k, gain, alerts: decision.capacity }
}

/** The scenario's value, as the document sets its decisions. */
export function valueChoiceOf({ scenario, decision }: LabDocument): ValueChoice {
  return { ...scenarioOf(scenario).value, settings: decision }
}

/** The same as `choiceOf` for training, with what its decisions are worth. */
export function trainingChoiceOf(document: LabDocument): MetricChoice {
  return { ...choiceOf(document), value: valueChoiceOf(document) }
}

/** A recipe as earlier versions kept it, who told a retraining by its range of rows. */
export type KeptRecipe = Omit<Recipe, 'purpose'> & Partial<Pick<Recipe, 'purpose'>>

/** A kept recipe as this version reads it. */
export function readRecipe(kept: KeptRecipe): Recipe {
  return { ...kept, purpose: kept.purpose ?? (kept.range === null ? 'lab' : 'retraining') }
}

/**
 * Two recipes with the same key give the same rows. A recipe kept before a knob of the split was there has its default; what a
 * person said of a file is in its plan.
 */
export function keyOfRecipe(kept: KeptRecipe): string {
  const { file, ...recipe } = readRecipe(kept)
  const whole = {
    ...recipe,
    split: { ...defaultsOf(splitKnobs), ...recipe.split },
    ...(file && { file: { name: file.name, fingerprint: file.fingerprint, plan: file.plan } }),
  }
  return JSON.stringify(whole, (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value
  )
}

/** Whether a run is on the rows of a recipe. */
export function isOn({ spec }: { readonly spec: Pick<RunSpec, 'recipe'> }, recipe: Recipe): boolean {
  return keyOfRecipe(spec.recipe) === keyOfRecipe(recipe)
}
