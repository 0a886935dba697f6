import type { Dataset } from '../../../datasets/dataset.ts'
import { formatMetric } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { PublishedRow } from '../../core/report/published.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'published',
  label: 'Beside the book',
  help:
    'Your runs on the test week, once the page is about test, beside the table that the fraud detection handbook prints for its own. Both are simulations ' +
    'with different random numbers, and the published table is one seed: its average precision moves by 0.03 from seed to seed, so ' +
    'repeat yours over five seeds before you trust a difference.',
  needs: 'runs',
} as const satisfies View

export function speakPublished(rows: readonly PublishedRow[], { published }: Dataset): string {
  const own = rows.filter(({ run }) => run !== null)
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
    rows: rows.map(({ name, run, values }) => [run ? 'yours' : 'published', name, ...values.map(formatMetric)]),
  }
}
