import type { Schema } from '../kernel/table.ts'

/** What a column is called; its id where the schema does not know it. */
export function columnLabel(schema: Schema | null, id: string): string {
  const named = [...(schema?.numeric ?? []), ...(schema?.categorical ?? [])]
  return named.find((column) => column.id === id)?.label ?? id
}

/** What a category is called; its code where it has no name. */
export function categoryName(schema: Schema | null, id: string, code: number): string {
  return schema?.categorical.find((column) => column.id === id)?.values?.[code - 1] ?? String(code)
}
