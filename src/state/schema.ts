import type { Schema } from '../core/kernel/table.ts'
import type { DataSummary } from '../core/lab.ts'

/** The columns of a described table, as models know them; summaries of earlier visits name no values. */
export function schemaOf({ columns, positions }: DataSummary): Schema {
  return {
    numeric: columns.filter(({ kind }) => kind === 'numeric').map(({ id, label, help }) => ({ id, label, help })),
    categorical: columns
      .filter(({ kind }) => kind === 'categorical')
      .map(({ id, label, help, cardinality = 0, values }) => ({
        ...{ id, label, help, cardinality },
        ...(values && { values }),
      })),
    rowsPerRequest: positions.length || null,
  }
}
