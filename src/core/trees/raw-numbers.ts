import type { CategoricalColumn, NumericColumn } from '../kernel/table.ts'

/** Numbers that a person gives for texts of columns: by column, by text. */
export type Encodings = Readonly<Record<string, Readonly<Record<string, number>>>>

const MOST_NAMED = 3

/** Raised where texts were numbers to a model, and nothing says which. */
export class UnknownEncoding extends Error {
  readonly column: string
  /** Every text of the column; null where there are too many to give a number each. */
  readonly values: readonly string[] | null

  constructor({ id, values = [], cardinality }: CategoricalColumn, isCategorical: boolean) {
    const named = `${values.slice(0, MOST_NAMED).join(', ')}${cardinality > MOST_NAMED ? ', …' : ''}`
    const isWhole = values.length === cardinality
    const ways = 'put the numbers it was trained on into the file and read that'
    super(
      `${isCategorical ? 'categorical splits: ' : ''}${id} holds texts here (${named}), and which numbers the model knew them by is not in its file: ${isWhole ? `import it on the Models page to give them, or ${ways}` : ways}`
    )
    this.name = 'UnknownEncoding'
    this.column = id
    this.values = isWhole ? values : null
  }
}

/**
 * What code 1, 2, … of a column of categories was to a model trained on the file itself, as float32.
 * @throws one line where that cannot be known
 */
export function rawNumbers(
  column: CategoricalColumn,
  { isCategorical, encodings }: { readonly isCategorical: boolean; readonly encodings: Encodings }
): Float32Array {
  const { id, held, numbers, values, cardinality } = column
  if (held === 'texts') {
    const given = Object.hasOwn(encodings, id) ? encodings[id] : null
    if (!given || values?.length !== cardinality) throw new UnknownEncoding(column, isCategorical)
    const lacking = values.find((value) => !Object.hasOwn(given, value) || !Number.isFinite(given[value]))
    if (lacking !== undefined) throw new Error(`no number for ${id} = ${lacking}; expected one for each of its values`)
    return Float32Array.from(values, (value) => given[value])
  }
  if (!numbers) return Float32Array.from({ length: cardinality }, (_, i) => i + 1)
  if (numbers.some((number) => number !== number))
    throw new Error(`${id} has too many values to keep the number of each: set its type to number in the import panel`)
  return numbers
}

/** @throws one line where a numeric column is not what the file held */
export function checkRawNumbers({ id, held }: NumericColumn): void {
  if (held === 'times')
    throw new Error(
      `${id} is a time here, in days since its first, and how the model counted time is not in its file: set the type of ${id} to number in the import panel where the file holds the numbers it was trained on, or train without ${id}`
    )
}
