import type { DataFile, RunSpec } from '../core/training/run.ts'

/** What tells a file of a person's own from every other. */
export function fileKey({ name, fingerprint }: Pick<DataFile, 'name' | 'fingerprint'>): string {
  return `${name} ${fingerprint}`
}

/** The file of a key that the newest run on it has. */
export function fileOfKey(key: string | null, runs: readonly OnRecipe[]): DataFile | null {
  const found = runs.findLast(({ spec: { recipe } }) => recipe.file && fileKey(recipe.file) === key)
  return found?.spec.recipe.file ?? null
}

interface OnRecipe {
  readonly spec: Pick<RunSpec, 'recipe'>
}
