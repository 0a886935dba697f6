import type { Assumption, Choices, ColumnChoice, ColumnType, ImportPlan, Inspection, Looked } from './import.ts'
import { assumed } from './assumed.ts'
import { inferColumns } from './infer-columns.ts'
import { inferRoles } from './infer-roles.ts'
import { inferType } from './infer-type.ts'
import { likelyPositive } from './positive.ts'
import { reportOf, type ColumnLook } from './profile.ts'

/**
 * How a file is read, by the names and shapes of its columns and by what a person chose, and everything that was assumed
 * on the way. Plain data in, plain data out: a page may ask again at each correction.
 */
export function planOf(looked: Looked, choices: Choices = {}): Inspection {
  const { format, dialect, columns: looks, rows } = looked
  const byName = new Map(choices.columns?.map((column) => [column.name, column]))
  const chosen = looks.map(({ name }) => byName.get(name))
  const assumptions: Assumption[] = [...looked.noted]
  const types = looks.map(
    (look, i) => typeOf(chosen[i]) ?? inferType(look, { decimal: dialect?.decimal ?? '.', assumptions })
  )
  const asked = chosen.map((choice) => choice?.role)
  const roles = inferRoles({ looks, types, asked, isExact: rows.exact }, assumptions)
  const decimal = dialect?.decimal ?? '.'
  const columns = inferColumns({ looks, types, roles, chosen, decimal, assumptions })
  const label = roles.indexOf('label')
  const positive = choices.positive ?? positiveOf(looks[label], assumptions)
  const plan: ImportPlan = { format, dialect, columns, positive, rows: null }
  const reports = looks.map((look, i) => reportOf(look, columns[i]))
  return { ...looked, choices, plan, columns: reports, assumptions }
}

/** The type that a choice says or implies; undefined where it leaves it open. */
function typeOf(choice: ColumnChoice | undefined): ColumnType | undefined {
  return choice?.type ?? (choice?.role === 'amount' ? 'numeric' : undefined)
}

function positiveOf(label: ColumnLook | undefined, assumptions: Assumption[]): string {
  if (!label) return ''
  const positive = likelyPositive(label.examples)
  if (label.distinct > 2)
    assumptions.push(
      assumed('label', label.name, `${label.name} has ${label.distinct} values: ${positive} counts as positive alone`)
    )
  return positive
}
