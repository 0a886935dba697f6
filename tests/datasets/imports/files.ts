import { expect } from 'vitest'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import type { Choices } from '../../../datasets/imports/choices.ts'
import type { ColumnPlan, ImportPlan } from '../../../datasets/imports/plan.ts'
import type { OpenedFile } from '../../../datasets/opened-file.ts'
import type { Inspection } from '../../../datasets/imports/plan-of.ts'

export function fileOf(...parts: (string | Uint8Array<ArrayBuffer>)[]): Blob {
  return new Blob(parts)
}

/** Header and rows as comma-separated text. */
export function csvOf(header: string, ...rows: string[]): Blob {
  return fileOf([header, ...rows, ''].join('\n'))
}

/** `count` lines made of a pattern: `#` is the row, `%` 1 in every fifth row and 0 in the others. */
export function lines(count: number, pattern: string): string[] {
  return Array.from({ length: count }, (_, row) =>
    pattern.replaceAll('#', String(row)).replaceAll('%', row % 5 ? '0' : '1')
  )
}

/** What becomes of a file, as far as the choices leave it open. */
export async function imported(file: Blob, choices: Choices = {}): Promise<OpenedFile> {
  return importFile(file, (await inspectFile(file, choices)).plan)
}

/** What an inspection assumes, as the lines that a person reads; "x is taken as the label" and the like have tests of their own. */
export async function looked(file: Blob, choices: Choices = {}): Promise<Inspection & { warnings: string[] }> {
  const inspection = await inspectFile(file, choices)
  const lines = inspection.assumptions.filter(
    ({ about, asks, text }) => asks || !(about === 'label' || (about === 'role' && text.includes(' is taken as ')))
  )
  return { ...inspection, warnings: lines.map(({ text }) => text) }
}

/** The plan with some columns changed, by name. */
export function withColumns(plan: ImportPlan, changes: Record<string, Partial<ColumnPlan>>): ImportPlan {
  return { ...plan, columns: plan.columns.map((column) => ({ ...column, ...changes[column.name] })) }
}

/** Columns and their values by name, categorical ones as text; null is missing. */
export function valuesOf({ draw: { table } }: OpenedFile): Record<string, (number | string | null)[]> {
  const { schema, numeric, categorical } = table
  return {
    label: [...table.label],
    time: [...table.time],
    ...Object.fromEntries(
      schema.numeric.map(({ id }, i) => [id, Array.from(numeric[i], (value) => (Number.isNaN(value) ? null : value))])
    ),
    ...Object.fromEntries(
      schema.categorical.map(({ id, values }, i) => [
        id,
        Array.from(categorical[i], (code) => values?.[code - 1] ?? null),
      ])
    ),
  }
}

/** Whatever a file holds, it becomes rows or one line of ours. */
export async function readsOrRefuses(file: Blob): Promise<void> {
  try {
    const { draw } = await imported(file)
    expect(draw.table.rows).toBeGreaterThan(0)
  } catch (error) {
    const { name, message, stack } = error as Error
    expect(name, stack).toBe('Error')
    expect(message).toMatch(/^[a-zA-Z0-9].{5,240}$/u)
  }
}
