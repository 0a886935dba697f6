import type { AuditedColumn } from '../../../src/core/lab.ts'

/** Audited columns: the first tells the label, the second has moved, of the third nothing is known. */
export function auditOf(count: number): AuditedColumn[] {
  const told: AuditedColumn[] = [
    { column: 'closed', label: 'closed', auc: 0.985, psi: 0.004, expectedPsi: 0.003 },
    { column: 'release', label: 'release', auc: 0.5, psi: 12.3, expectedPsi: 0 },
    { column: 'blank', label: 'blank', auc: null, psi: null, expectedPsi: null },
  ]
  const others = Array.from({ length: Math.max(0, count - told.length) }, (_, i) => ({
    ...{ column: `x${i}`, label: `x${i}`, auc: 0.5 + 0.005 * i },
    ...{ psi: 0.002 * i, expectedPsi: 0.01 },
  }))
  return [...told, ...others].slice(0, count)
}
