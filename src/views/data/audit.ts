import { formatMetric } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import { psi as stability } from '../../core/drift/detectors/psi.ts'
import { crossedLine } from '../../core/drift/detectors/detector-value.ts'
import type { AuditedColumn } from '../../core/lab.ts'
import type { View } from '../view.ts'

/** The highest of the lines that live traffic is held to as well. */
const LARGE = stability.lines[stability.lines.length - 1]

export const view = {
  id: 'audit',
  label: 'Leak audit',
  help:
    'What each column tells by itself: the AUC of the column alone on training rows, where 0.5 is nothing and 1 is the label. ' +
    'Numbers are ranked by value, categories by their share of positives in other rows. PSI is how far its values have moved from ' +
    `training to test, beside what chance alone would give; above ${LARGE.value} is much. A column that nearly tells the label is often one that is known only afterwards.`,
  needs: 'data',
} as const satisfies View

/** Columns alone with such an AUC are suspected of a leak. */
const SUSPECT_AUC = 0.95

export interface AuditRow extends AuditedColumn {
  readonly isSuspect: boolean
  readonly hasMoved: boolean
}

/** The one that tells most first. */
export function auditRows(audit: readonly AuditedColumn[]): AuditRow[] {
  return audit
    .toSorted((a, b) => (b.auc ?? 0) - (a.auc ?? 0))
    .map((column) => ({
      ...column,
      isSuspect: (column.auc ?? 0) >= SUSPECT_AUC,
      hasMoved: isLarge(column),
    }))
}

function isLarge({ psi, expectedPsi }: AuditedColumn): boolean {
  return psi !== null && crossedLine(stability, { value: psi, expected: expectedPsi }) === LARGE
}

/** `age alone: AUC 0.61`, and what to ask where that is too good, or where the column has moved. */
function auditReading({ label, auc, psi, expectedPsi, isSuspect, hasMoved }: AuditRow): string {
  const alone = auc === null ? `${label}: training holds one class only` : `${label} alone: AUC ${auc.toFixed(2)}`
  const leak = isSuspect ? '; this column nearly tells the label: is it known at prediction time?' : ''
  const shift = hasMoved
    ? `; its values are others in the test: PSI ${formatPsi(psi)}, ${formatPsi(expectedPsi)} by chance`
    : ''
  return `${alone}${leak}${shift}`
}

/** Columns of which there is something to ask, or else the one that tells most. */
export function auditLines(rows: readonly AuditRow[]): string[] {
  const asked = rows.filter(({ isSuspect, hasMoved }) => isSuspect || hasMoved)
  return (asked.length > 0 ? asked : rows.slice(0, 1)).map(auditReading)
}

export function formatPsi(psi: number | null): string {
  if (psi === null) return 'n/a'
  if (psi < 0.0005) return '0'
  return psi < 1 ? psi.toFixed(3) : psi.toPrecision(2)
}

export function speakAudit(rows: readonly AuditRow[]): string {
  if (rows.length === 0) return 'Leak audit: no column audited yet'
  return `Leak audit of ${rows.length} ${rows.length === 1 ? 'column' : 'columns'}: ${auditLines(rows).join('. ')}`
}

export function auditTable(rows: readonly AuditRow[]): NumbersTable {
  return {
    columns: ['Column', 'AUC alone', 'PSI to test', 'PSI by chance', 'Reading'],
    rows: rows.map((row) => [
      row.label,
      row.auc === null ? 'n/a' : formatMetric(row.auc),
      formatPsi(row.psi),
      formatPsi(row.expectedPsi),
      auditReading(row),
    ]),
  }
}
