import type { Malformed } from '../opened-file.ts'
import type { Assumption } from './assumed.ts'
import type { Choices, ColumnChoice } from './choices.ts'
import { reportOf, type ColumnReport } from './column-report.ts'
import { inferCodes } from './infer-codes.ts'
import { inferColumns } from './infer-columns.ts'
import { inferLabel } from './infer-label.ts'
import { inferLeaks } from './infer-leaks.ts'
import { inferRoles } from './infer-roles.ts'
import { inferType } from './infer-type.ts'
import { keptLabels } from './kept-labels.ts'
import { MISSING_TEXTS } from './missing-texts.ts'
import type { ColumnType, Dialect, ImportFormat, ImportPlan } from './plan.ts'
import type { ColumnLook } from './profile.ts'

/** What the head of a file and a spread of slices show of it: plain data, from which `planOf` infers how it is read. */
export interface Looked {
  readonly format: ImportFormat
  readonly dialect: Dialect | null
  readonly columns: readonly ColumnLook[]
  /** An estimate unless `exact`. */
  readonly rows: { readonly count: number; readonly exact: boolean }
  /** Rows looked at. */
  readonly sampled: number
  readonly malformed: Malformed
  /** The first rows as they stand, cells cut to what may be shown. */
  readonly head: readonly (readonly string[])[]
  /** Of how the text is cut. */
  readonly noted: readonly Assumption[]
}

/** What was seen of a file, and what follows from it and from a person's choices. */
export interface Inspection extends Looked {
  readonly columns: readonly ColumnReport[]
  readonly choices: Choices
  readonly plan: ImportPlan
  readonly assumptions: readonly Assumption[]
}

/**
 * How a file is read, by the names and shapes of its columns and by what a person chose, and everything that was assumed
 * on the way. Plain data in, plain data out: a page may ask again at each correction.
 */
export function planOf(looked: Looked, choices: Choices = {}): Inspection {
  const { format, dialect, columns: looks, rows, sampled } = looked
  const byName = new Map(choices.columns?.map((column) => [column.name, column]))
  const chosen = looks.map(({ name }) => byName.get(name))
  const asked = chosen.map((choice) => choice?.role)
  const assumptions: Assumption[] = []
  const decimal = dialect?.decimal ?? '.'
  const shapes = looks.map((look, i) => typeOf(chosen[i]) ?? inferType(look, { decimal, assumptions }))
  const firstRoles = inferRoles({ looks, types: shapes, asked, rows, sampled }, assumptions)
  const place = firstRoles.indexOf('label')
  const label = place < 0 ? null : looks[place]
  const context = { choice: chosen[place], positive: choices.positive, isExact: rows.exact, missing: MISSING_TEXTS }
  const reading = label && inferLabel(label, context, assumptions)
  const labels = label && reading?.positive ? keptLabels(label, reading) : null
  const roles =
    label && labels
      ? inferLeaks({ looks, types: shapes, roles: firstRoles, asked, label, labels }, assumptions)
      : firstRoles
  const types = inferCodes({ looks, types: shapes, roles, choices: chosen, labels }, assumptions)
  const reads = reading ? { missing: reading.missing, ...(reading.keepsEmpty && { keepsEmpty: true }) } : undefined
  const columns = inferColumns({ looks, types, roles, chosen, decimal, label: reads, assumptions })
  const positive = reading?.positive ?? choices.positive ?? ''
  const plan: ImportPlan = { format, dialect, columns, positive, rows: null }
  const reports = looks.map((look, i) => reportOf(look, columns[i]))
  const isLabel = ({ about }: Assumption) => about === 'label'
  const rest = assumptions.filter((one) => !isLabel(one))
  const ordered = [...looked.noted, ...assumptions.filter(isLabel), ...rest]
  return { ...looked, choices, plan, columns: reports, assumptions: ordered }
}

/** The type that a choice says or implies; undefined where it leaves it open. */
function typeOf(choice: ColumnChoice | undefined): ColumnType | undefined {
  if (choice?.type !== undefined) return choice.type
  if (choice?.role === 'time' || choice?.role === 'labelTime') return 'time'
  const isNumber = choice?.role === 'amount' || choice?.role === 'grade' || choice?.role === 'outcome'
  return isNumber ? 'numeric' : undefined
}
