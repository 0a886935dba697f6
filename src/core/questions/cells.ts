import { MISSING, type Table } from '../kernel/table.ts'

/** What the cells of a row are, in order: its columns as a person reads them. */
export function columnNames({ schema }: Table): readonly string[] {
  return [...schema.numeric, ...schema.categorical].map(({ label }) => label)
}

/** One row as text; empty is missing. */
export function cellsOf({ schema, numeric, categorical }: Table, row: number): readonly string[] {
  return [
    ...numeric.map((values) => (Number.isNaN(values[row]) ? '' : String(Number(values[row].toPrecision(4))))),
    ...categorical.map((codes, i) => (codes[row] === MISSING ? '' : nameOf(schema.categorical[i].values, codes[row]))),
  ]
}

/** What a category is called. */
export function nameOf(values: readonly string[] | undefined, code: number): string {
  return values?.[code - 1] ?? String(code)
}
