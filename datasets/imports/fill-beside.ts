import type { Draw, Schema, Table } from '../../src/core/kernel/table.ts'
import type { CodedBuilder } from './columns/coded-column.ts'
import type { RowOrder } from './columns/column-builder.ts'
import type { NumericBuilder } from './columns/numeric-column.ts'
import { counted } from '../../src/core/kernel/words.ts'
import { placesOf, type ImportPlan } from './plan.ts'
import type { BuiltColumns } from './table-builder.ts'

const MOST_GRADE = 255

/** What a file says of rows beside their features and their label: whose they are, how relevant, what came of them. */
export function besideIn(plan: ImportPlan, built: BuiltColumns) {
  const group = coded(plan, built, 'group')
  const user = coded(plan, built, 'user')
  const grade = numeric(plan, built, 'grade')
  const outcome = numeric(plan, built, 'outcome')
  const nameOf = (role: 'grade' | 'outcome') => plan.columns[placesOf(plan, role)[0]].name
  const layout = { customer: !!group, cluster: !!group, user: !!user, grade: !!grade, outcome: !!outcome }

  return {
    layout,
    /** What the schema says of outcomes; grades follow once they are filled. */
    schema: outcome ? { outcome: { label: nameOf('outcome'), unit: '' } } : {},
    /** @throws one line where a grade is none */
    fill({ table }: Draw, order: RowOrder, notes: string[]): Pick<Schema, 'grades'> {
      if (group && table.customer && table.cluster) {
        fillOwners(table.customer, { builder: group, what: 'group' }, order, notes)
        table.cluster.set(table.customer)
      }
      if (user && table.user) fillOwners(table.user, { builder: user, what: 'user' }, order, notes)
      if (outcome && table.outcome) outcome.copy(order, table.outcome)
      return grade ? { grades: fillGrades(table, { builder: grade, name: nameOf('grade') }, order, notes) } : {}
    },
  }
}

/** Rows of no group, or of no user, are each of one of their own. */
function fillOwners(
  out: Uint32Array,
  { builder, what }: { readonly builder: CodedBuilder; readonly what: 'group' | 'user' },
  order: RowOrder,
  notes: string[]
): void {
  const same = Uint32Array.from({ length: builder.size + 1 }, (_, code) => code)
  builder.copy(order, same, out)
  let alone = 0
  for (let row = 0; row < out.length; row++) if (out[row] === 0) out[row] = builder.size + ++alone
  if (alone > 0)
    notes.push(`${counted(alone, 'row belongs', 'rows belong')} to no ${what}: each counts as one of its own`)
}

/** Gives how many grades there are. */
function fillGrades(
  { grade, rows }: Table,
  { builder, name }: { readonly builder: NumericBuilder; readonly name: string },
  order: RowOrder,
  notes: string[]
): number {
  const values = new Float32Array(rows)
  builder.copy(order, values)
  let [most, missing] = [0, 0]
  for (let row = 0; row < rows; row++) {
    const value = values[row]
    if (Number.isNaN(value)) missing++
    else if (!Number.isInteger(value) || value < 0 || value > MOST_GRADE)
      throw new Error(`invalid grade in ${name}: ${value}; expected whole numbers from 0 to ${MOST_GRADE}`)
    else {
      grade![row] = value
      most = Math.max(most, value)
    }
  }
  if (missing > 0) notes.push(`${counted(missing, 'row has', 'rows have')} no grade: taken as 0`)
  return most + 1
}

function coded(plan: ImportPlan, { built }: BuiltColumns, role: 'group' | 'user'): CodedBuilder | null {
  const one = built[placesOf(plan, role)[0]]
  return one?.sort === 'coded' ? one.builder : null
}

function numeric(plan: ImportPlan, { built }: BuiltColumns, role: 'grade' | 'outcome'): NumericBuilder | null {
  const one = built[placesOf(plan, role)[0]]
  return one?.sort === 'numeric' ? one.builder : null
}
