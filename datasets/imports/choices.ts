import type { ColumnPlan, Dialect, Role } from './plan.ts'

const SHARED: readonly Role[] = ['feature', 'ignore']

/** What a person says of a column; whatever is left out is inferred. */
export interface ColumnChoice extends Partial<Omit<ColumnPlan, 'name'>> {
  readonly name: string
}

/**
 * What a person says of how a file is read: plain data that the panel, the command line, a kept lab and a report all
 * carry; whatever is left out is inferred, and an inference never contradicts a choice.
 */
export interface Choices {
  readonly dialect?: Partial<Dialect>
  /** At most one for each column. */
  readonly columns?: readonly ColumnChoice[]
  readonly positive?: string
}

/** The choices with more said of one column. A role that one column only can have is taken from the column that had it by choice. */
export function withColumn(choices: Choices, name: string, said: Omit<ColumnChoice, 'name'>): Choices {
  const { role } = said
  const isSingle = role !== undefined && !SHARED.includes(role)
  const others = (choices.columns ?? []).flatMap((column): ColumnChoice[] => {
    if (column.name === name) return []
    if (!isSingle || column.role !== role) return [column]
    const { role: _, ...rest } = column
    return Object.keys(rest).length > 1 ? [rest] : []
  })
  const before = choices.columns?.find((column) => column.name === name)
  const columns = [...others, { ...before, ...said, name }]
  // The value that counts as positive was one of another label.
  const { positive, ...rest } = choices
  return role === 'label' || positive === undefined ? { ...rest, columns } : { ...rest, positive, columns }
}
