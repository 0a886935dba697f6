import { auditColumns, type AuditedColumn } from '../audit/audit.ts'
import { keepsGroups } from '../training/split-knobs.ts'
import type { Recipe } from '../training/run.ts'
import type { LabHost } from './contract.ts'
import type { Prepared } from './tables.ts'

const BUSY_MS = 60_000

/** What each column tells by itself, the one that tells most first. */
export async function auditOf(
  { known, split }: Prepared,
  { split: { split: kind } }: Recipe,
  host: Pick<LabHost, 'busy' | 'yieldToMessages'>
): Promise<readonly AuditedColumn[]> {
  const { table } = known
  const units = keepsGroups(kind) ? (table.customer ?? table.cluster) : table.request
  const found: AuditedColumn[] = []
  host.busy('auditing columns', BUSY_MS)
  for (const column of auditColumns({ table, train: split.train, test: split.test, units })) {
    found.push(column)
    host.busy('auditing columns', BUSY_MS)
    await host.yieldToMessages()
  }
  return found.toSorted((a, b) => (b.auc ?? 0) - (a.auc ?? 0))
}
