import { defaultsOf } from '../kernel/knobs.ts'
import type { Recipe, RunSpec } from './run.ts'
import { splitKnobs } from './split-knobs.ts'

/** A recipe as earlier versions stored it, where a range of rows marked a retraining. */
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
export function usesRows({ spec }: { readonly spec: Pick<RunSpec, 'recipe'> }, recipe: Recipe): boolean {
  return keyOfRecipe(spec.recipe) === keyOfRecipe(recipe)
}
