import type { Schema } from '../core/kernel/table.ts'
import type { DataSummary } from '../core/lab.ts'

/** The columns of a described table, as models know them; summaries of earlier visits name no values. */
export function schemaOf({ columns, positions }: DataSummary): Schema {
  return {
    numeric: columns
      .filter(({ kind }) => kind === 'numeric')
      .map(({ id, label, help, held }) => ({
        ...{ id, label, help },
        ...(held && { held }),
      })),
    categorical: columns
      .filter(({ kind }) => kind === 'categorical')
      .map(({ id, label, help, held, cardinality = 0, values, numbers }) => ({
        ...{ id, label, help, cardinality },
        ...(held && { held }),
        ...(values && { values }),
        ...(numbers && { numbers }),
      })),
    rowsPerRequest: positions.length || null,
  }
}
