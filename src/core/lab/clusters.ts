import { wordsOf } from '../../../datasets/index.ts'
import type { Table } from '../kernel/table.ts'

/** Rows that are not independent share a number: those of one episode, request or customer. null where each row stands alone. */
export function clustersOf({ cluster, request, customer }: Table, rows: Uint32Array): Uint32Array | null {
  const ids = cluster ?? request ?? customer
  return ids && Uint32Array.from(rows, (row) => ids[row])
}

/** What such rows share, in the plural. */
export function unitOf(dataset: string, { cluster, request, customer }: Table): string {
  if (cluster) return wordsOf(dataset).clusters ?? 'customers'
  if (request) return 'requests'
  return customer ? 'customers' : 'rows'
}
