import type { Dataset } from '../../../datasets/dataset.ts'
import type { Part } from '../metrics/basis.ts'
import { defaultsThat, settingsThat } from '../training/row-settings.ts'
import type { FoundRun } from './found-run.ts'
import { groupsOf } from './groups.ts'
import { meanOf } from './values.ts'

/** A model of ours or of a published table, by the metrics of that table. */
export interface PublishedRow<Run extends FoundRun = FoundRun> {
  readonly key: string
  readonly name: string
  /** Its first run; null is a published row. */
  readonly run: Run | null
  /** Of what is published, in its order; the mean of a repeat's seeds. */
  readonly values: readonly (number | null)[]
}

/** The book’s table is of a test week: own runs stand beside it where the page is about test. */
export function publishedRows<Run extends FoundRun>(
  runs: readonly Run[],
  part: Part,
  dataset: Dataset
): PublishedRow<Run>[] {
  const { metrics, models } = dataset.published ?? { metrics: [], models: [] }
  const own = groupsOf(runs.filter((run) => part === 'test' && run.report?.test && isByBook(run, dataset))).map(
    ({ key, name, runs: members }): PublishedRow<Run> => ({
      key,
      name: members.length > 1 ? `${name}, mean of ${members.length} seeds` : name,
      run: members[0],
      values: metrics.map(({ key: metric }) => meanOf(members.map((run) => run.report?.test?.sampled[metric] ?? null))),
    })
  )
  const theirs = models.map(({ label, values }): PublishedRow<Run> => ({
    key: `published ${label}`,
    name: label,
    run: null,
    values,
  }))
  return [...own, ...theirs]
}

/** How many runs are left out, in a line; empty where none is. */
export function leftOut(runs: readonly FoundRun[], dataset: Dataset): string {
  const count = runs.filter((run) => run.report?.test && !isByBook(run, dataset)).length
  if (count === 0) return ''
  return `${count === 1 ? '1 run on another world or split is' : `${count} runs on another world or split are`} left out: the book has no such table.`
}

/** Whether a run drew the book's own world and split, of any seed. */
function isByBook({ spec: { recipe } }: FoundRun, dataset: Dataset): boolean {
  if (recipe.dataset !== dataset.id || recipe.purpose !== 'lab' || recipe.drifts.length > 0) return false
  const drawn = settingsThat(recipe)
  return Object.entries(defaultsThat(dataset)).every(([id, value]) => (drawn[id] ?? value) === value)
}
