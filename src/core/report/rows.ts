import { keyOfRecipe } from '../training/recipe-key.ts'
import type { Recipe } from '../training/run.ts'
import type { FoundRun } from './found-run.ts'

/** The runs that limits hold for: those on the newest one's rows, and the other seeds of its repeat. */
export function onSameRows<Run extends Pick<FoundRun, 'spec' | 'repeatGroup' | 'startedAt'>>(
  runs: readonly Run[]
): Run[] {
  if (runs.length === 0) return []
  const newest = runs.reduce((a, b) => (b.startedAt >= a.startedAt ? b : a))
  const key = keyOfRecipe(newest.spec.recipe)
  return runs.filter(
    (run) =>
      (run.repeatGroup !== null && run.repeatGroup === newest.repeatGroup) || keyOfRecipe(run.spec.recipe) === key
  )
}

/** What sets the rows of a run apart from those of others: `other seed`, `other settings`, `another file`, or nothing. */
export function rowsApart<Run extends Pick<FoundRun, 'spec'>>(run: Run, others: readonly Run[]): string {
  if (others.length === 0 || others.includes(run)) return ''
  return recipesApart(
    run.spec.recipe,
    others.map(({ spec }) => spec.recipe)
  )
}

/** The same of a recipe, such as the one that the next training would use. */
export function recipesApart(recipe: Recipe, others: readonly Recipe[]): string {
  const isAmong = (seedOf: (other: Recipe) => number): boolean =>
    others.some((other) => keyOfRecipe({ ...recipe, seed: seedOf(other) }) === keyOfRecipe(other))
  if (isAmong(() => recipe.seed)) return ''
  if (others.every(({ file }) => file?.name !== recipe.file?.name || file?.fingerprint !== recipe.file?.fingerprint))
    return 'another file'
  return isAmong((other) => other.seed) ? 'other seed' : 'other settings'
}
