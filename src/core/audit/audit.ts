import { gatherCodes } from '../kernel/codes.ts'
import type { Table } from '../kernel/table.ts'
import { codeAuc, numberAuc } from './column-auc.ts'
import { psiBetween, type Sampled } from './column-psi.ts'

/** What one column tells by itself. */
export interface AuditedColumn {
  readonly column: string
  readonly label: string
  /** Of the column alone on training rows; null where they hold one class only. */
  readonly auc: number | null
  /** Of its values from training to test, and what chance alone would give; null without a test. */
  readonly psi: number | null
  readonly expectedPsi: number | null
}

export interface Audited {
  /** With the labels that training uses. */
  readonly table: Table
  readonly train: Uint32Array
  readonly test: Uint32Array
  /** Whose each row is, where rows of one are alike and all in one part. */
  readonly units: Uint32Array | null
}

/** Audits one column after the other, in the order of the table. */
export function* auditColumns({ table, train, test, units }: Audited): Generator<AuditedColumn> {
  const labels = Uint8Array.from(train, (row) => table.label[row])
  // Rows of a unit have to stand together.
  const [from, to] = [train, test].map((rows) => (units ? rows.slice().sort((a, b) => units[a] - units[b]) : rows))
  const unitsOf = (rows: Uint32Array): Uint32Array | null => units && Uint32Array.from(rows, (row) => units[row])
  const [fromUnits, toUnits] = [unitsOf(from), unitsOf(to)]
  const { numeric, categorical } = table.schema
  for (const [i, { id, label }] of numeric.entries()) {
    const auc = numberAuc(numbersOf(table.numeric[i], train), labels)
    const part = (rows: Uint32Array, units: Sampled['units']): Sampled => ({
      column: { kind: 'numeric', values: numbersOf(table.numeric[i], rows) },
      units,
    })
    yield { column: id, label, auc, ...moved(part(from, fromUnits), part(to, toUnits)) }
  }
  for (const [i, { id, label }] of categorical.entries()) {
    const auc = codeAuc(gatherCodes(table.categorical[i], train), train, labels)
    const part = (rows: Uint32Array, units: Sampled['units']): Sampled => ({
      column: { kind: 'categorical', values: gatherCodes(table.categorical[i], rows) },
      units,
    })
    yield { column: id, label, auc, ...moved(part(from, fromUnits), part(to, toUnits)) }
  }
}

function moved(from: Sampled, to: Sampled): Pick<AuditedColumn, 'psi' | 'expectedPsi'> {
  if (to.column.values.length === 0) return { psi: null, expectedPsi: null }
  const { value, expected } = psiBetween(from, to)
  return { psi: value, expectedPsi: expected }
}

function numbersOf(values: Float32Array, rows: Uint32Array): Float32Array {
  const gathered = new Float32Array(rows.length)
  for (let i = 0; i < rows.length; i++) gathered[i] = values[rows[i]]
  return gathered
}
