import type { Dataset } from '../../../datasets/dataset.ts'
import { formatMetric } from '../../charts/format.ts'
import { laneOf, type Look } from '../../charts/lane.ts'
import type { NumbersTable } from '../../charts/table.ts'
import { defaultsThat, settingsThat } from '../../core/training/row-settings.ts'
import type { Part } from '../../core/metrics/basis.ts'
import type { RunState } from '../../state/run.svelte.ts'
import { groupsOf } from '../reading/groups.ts'
import { meanOf } from '../reading/reading.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'published',
  label: 'Beside the book',
  help:
    'Your runs on the test week, once the page is about test, beside the table that the fraud detection handbook prints for its own. Both are simulations ' +
    'with other dice, and the published table is one seed: its average precision moves by 0.03 from seed to seed, so ' +
    'repeat yours over five seeds before you call a difference one.',
  needs: 'runs',
} as const satisfies View

export interface PublishedRow {
  readonly key: string
  readonly name: string
  /** null is a published row. */
  readonly look: Look | null
  /** Of what is published, in its order; the mean of a repeat's seeds. */
  readonly values: readonly (number | null)[]
}

/** The book’s table is of a test week: own runs stand beside it where the page is about test. */
export function publishedRows(runs: readonly RunState[], part: Part, dataset: Dataset): PublishedRow[] {
  const { metrics, models } = dataset.published ?? { metrics: [], models: [] }
  const own = groupsOf(runs.filter((run) => part === 'test' && run.report?.test && isByBook(run, dataset))).map(
    ({ key, name, runs: members }): PublishedRow => ({
      key,
      name: members.length > 1 ? `${name}, mean of ${members.length} seeds` : name,
      look: laneOf(members[0].order),
      values: metrics.map(({ key: metric }) => meanOf(members.map((run) => run.report?.test?.sampled[metric] ?? null))),
    })
  )
  const theirs = models.map(({ label, values }): PublishedRow => ({
    key: `published ${label}`,
    name: label,
    look: null,
    values,
  }))
  return [...own, ...theirs]
}

/** How many runs are left out, in a line; empty where none is. */
export function leftOut(runs: readonly RunState[], dataset: Dataset): string {
  const count = runs.filter((run) => run.report?.test && !isByBook(run, dataset)).length
  if (count === 0) return ''
  return `${count === 1 ? '1 run on another world or split is' : `${count} runs on another world or split are`} left out: the book has no such table.`
}

export function speakPublished(rows: readonly PublishedRow[], { published }: Dataset): string {
  const own = rows.filter(({ look }) => look !== null)
  if (own.length === 0) return 'Beside the book: no run on a test week yet'
  return `Beside the book: ${own
    .map(
      ({ name, values }) =>
        `${name} ${(published?.metrics ?? []).map(({ label }, i) => `${label} ${formatMetric(values[i])}`).join(', ')}`
    )
    .join('; ')}`
}

export function publishedTable(rows: readonly PublishedRow[], { published }: Dataset): NumbersTable {
  return {
    columns: ['', 'Model', ...(published?.metrics ?? []).map(({ label }) => label)],
    rows: rows.map(({ name, look, values }) => [look ? 'yours' : 'published', name, ...values.map(formatMetric)]),
  }
}

/** Whether a run drew the book's own world and split, of any seed. */
function isByBook({ spec: { recipe } }: RunState, dataset: Dataset): boolean {
  if (recipe.dataset !== dataset.id || recipe.purpose !== 'lab' || recipe.drifts.length > 0) return false
  const drawn = settingsThat(recipe)
  return Object.entries(defaultsThat(dataset)).every(([id, value]) => (drawn[id] ?? value) === value)
}
