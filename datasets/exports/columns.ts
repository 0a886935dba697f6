import type { ArrayColumn } from '../../src/core/kernel/columns.ts'
import type { LaterOutcomes } from '../../src/core/kernel/later-outcomes.ts'
import { bareTable, bareTruth, MISSING, type Draw } from '../../src/core/kernel/table.ts'

/** One column of a file: its name and the value of a row; null is missing. */
export interface FileColumn {
  readonly name: string
  readonly type: 'integer' | 'real'
  value(row: number): number | null
}

/** Before the names of later outcomes. */
const LATER = 'later_'
const PLAIN_COLUMNS = ['label', 'truth', 'time', ...Object.keys(bareTable), ...Object.keys(bareTruth)]

/** Whether columns are named as those of a file that was exported are: features carry their sort before their name, all others are known. */
export function areExported(names: readonly string[]): boolean {
  return names.some(isFeature) && names.every((name) => isFeature(name) || isBesideFeatures(name))
}

/** Whether an exported column is no feature. */
export function isBesideFeatures(name: string): boolean {
  return PLAIN_COLUMNS.includes(name) || name.startsWith(LATER)
}

/** Whether an exported column became known after the label, or holds what is unknown for a real row. */
export function isAnswer(name: string): boolean {
  return name === 'truth' || Object.hasOwn(bareTruth, name) || name.startsWith(LATER)
}

function isFeature(name: string): boolean {
  return /^[nc]_/.test(name)
}

/**
 * Everything a draw knows of its rows, truth included, in the order the files have: numeric `n_…`, categorical `c_…`, later outcomes
 * `later_…` and `later_…_time`: the sum of a row's values and when the last became known.
 */
export function fileColumns({ table, truth, later = {} }: Draw): FileColumn[] {
  return [
    plain('label', table.label),
    ...(truth ? [plain('truth', truth.probability)] : []),
    plain('time', table.time),
    ...Object.keys(bareTable).flatMap((id) => optional(id, table[id as keyof typeof bareTable])),
    ...Object.keys(bareTruth).flatMap((id) => optional(id, truth?.[id as keyof typeof bareTruth] ?? null)),
    ...table.schema.numeric.map(({ id }, i) => plain(`n_${id}`, table.numeric[i])),
    ...table.schema.categorical.map(({ id }, i): FileColumn => ({
      name: `c_${id}`,
      type: 'integer',
      value: (row) => (table.categorical[i][row] === MISSING ? null : table.categorical[i][row]),
    })),
    ...Object.entries(later).flatMap(([name, records]) => laterColumns(`${LATER}${name}`, records, table.rows)),
  ]
}

function optional(name: string, values: ArrayColumn | null): FileColumn[] {
  return values ? [plain(name, values)] : []
}

function plain(name: string, values: ArrayColumn): FileColumn {
  const isReal = values instanceof Float32Array || values instanceof Float64Array
  return {
    name,
    type: isReal ? 'real' : 'integer',
    value: (row) => (Number.isNaN(values[row]) ? null : values[row]),
  }
}

function laterColumns(name: string, { row, time, value }: LaterOutcomes, rows: number): FileColumn[] {
  const sums = new Float32Array(rows).fill(NaN)
  const times = new Float64Array(rows).fill(NaN)
  for (let i = 0; i < row.length; i++) {
    const isFirst = Number.isNaN(times[row[i]])
    sums[row[i]] = isFirst ? value[i] : sums[row[i]] + value[i]
    times[row[i]] = isFirst ? time[i] : Math.max(times[row[i]], time[i])
  }
  return [plain(name, sums), plain(`${name}_time`, times)]
}
