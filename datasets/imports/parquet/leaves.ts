import type { FileMetaData, SchemaElement } from 'hyparquet'
import type { TimeUnit } from '../plan.ts'
import type { Declared } from '../profile.ts'

/** A top-level column of a Parquet file. */
export interface Leaf {
  readonly name: string
  readonly isOptional: boolean
  /** null where only the values can tell. */
  readonly declared: Declared | null
}

const NESTED: Declared = { type: 'categorical', refused: true }
const NUMBERS = ['INT32', 'INT64', 'FLOAT', 'DOUBLE']

/** The columns of a file in its order; those that hold lists, maps or structs are refused. @throws where a name is missing or repeated */
export function leavesOf({ schema }: FileMetaData): Leaf[] {
  const leaves: Leaf[] = []
  let at = 1
  while (at < schema.length) {
    const element = schema[at]
    if (!element.name || leaves.some(({ name }) => name === element.name))
      throw new Error(`column ${leaves.length + 1} has no name of its own`)
    const isNested = (element.num_children ?? 0) > 0 || element.repetition_type === 'REPEATED'
    const isOptional = element.repetition_type === 'OPTIONAL'
    leaves.push({ name: element.name, isOptional, declared: isNested ? NESTED : declaredAs(element) })
    at = afterTree(schema, at)
  }
  return leaves
}

/** Where the next column begins, whatever hangs under this one. */
function afterTree(schema: readonly SchemaElement[], at: number): number {
  let open = 1
  for (; open > 0 && at < schema.length; at++) open += (schema[at].num_children ?? 0) - 1
  return at
}

function declaredAs({ type, converted_type, logical_type }: SchemaElement): Declared | null {
  const logical = logical_type?.type
  const seconds = (timeUnit: TimeUnit = 'seconds'): Declared => ({ type: 'time', timeUnit })
  if (type === 'BOOLEAN') return { type: 'boolean' }
  if (logical === 'TIMESTAMP' || logical === 'DATE' || converted_type === 'DATE' || type === 'INT96') return seconds()
  if (converted_type === 'TIMESTAMP_MILLIS' || converted_type === 'TIMESTAMP_MICROS') return seconds()
  if (converted_type === 'DECIMAL' || logical === 'DECIMAL' || logical === 'FLOAT16') return { type: 'numeric' }
  if (converted_type === 'INTERVAL' || converted_type === 'BSON') return NESTED
  return type && NUMBERS.includes(type) ? { type: 'numeric' } : null
}
