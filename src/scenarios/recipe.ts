import { datasetOf } from '../../datasets/index.ts'
import type { Recipe } from '../core/training/run.ts'
import type { LabDocument } from './document.ts'
import { scenarioOf } from './stories/index.ts'

/** The rows a document asks for; `seed` where it is not the document's own (repeats). */
export function recipeOf(document: LabDocument, seed = document.seed): Recipe {
  const { dataset } = scenarioOf(document.scenario)
  return {
    dataset,
    version: datasetOf(dataset).version,
    settings: document.world,
    seed,
    split: document.split,
    range: null,
    drifts: [],
  }
}

/** Two recipes with the same key give the same rows. */
export function keyOfRecipe(recipe: Recipe): string {
  return JSON.stringify(recipe, (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value
  )
}
