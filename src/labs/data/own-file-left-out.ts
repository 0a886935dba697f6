import { formatCount } from '../../core/kernel/numbers.ts'
import type { ColumnPlan, ImportPlan } from '../../../datasets/imports/plan.ts'
import type { Inspection } from '../../../datasets/imports/plan-of.ts'
import { missingIn } from '../../../datasets/imports/missing-in.ts'
import { spreadOf } from '../../../datasets/imports/spread.ts'

/** A reason that names many columns names the first of them only. */
const LIKE_OTHERS = 'ignored like those above'

/** Columns left out for one reason; empty is a person's own choice. */
export interface LeftColumns {
  readonly reason: string
  readonly columns: readonly { readonly name: string; readonly place: number }[]
}

/** One line for each reason for which rows of the sample will be left out. */
export function leftRows(seen: Inspection, { columns, dialect }: ImportPlan): string[] {
  const looked = formatCount(seen.sampled + seen.malformed.count)
  const lines = seen.malformed.dropped.map(
    ({ rows, reason, first }) =>
      `${formatCount(rows)} of the first ${looked} rows cannot be read; line ${first}: ${reason}.`
  )
  const without = (role: ColumnPlan['role'], countOf: (place: number) => number): void => {
    const place = columns.findIndex((column) => column.role === role)
    const count = place < 0 ? 0 : countOf(place)
    if (count >= 1)
      lines.push(
        `${formatCount(count)} of ${formatCount(seen.sampled)} rows looked at have no ${role} in ${columns[place].name} and will be left out.`
      )
  }
  without('label', (place) => missingIn(seen.columns[place], columns[place]))
  without('time', (place) => {
    const { missing, unread } = spreadOf(seen.columns[place], columns[place], dialect)
    return Math.round((missing + unread) * seen.columns[place].sampled)
  })
  return lines
}

/** Columns that will be left out, by the reason that was found. */
export function leftColumns({ assumptions, choices }: Inspection, { columns }: ImportPlan): LeftColumns[] {
  const reasons = assumptions.filter(({ about, asks }) => !asks && (about === 'role' || about === 'leak'))
  const groups = new Map<string, { name: string; place: number }[]>()
  columns.forEach(({ name, role }, place) => {
    if (role !== 'ignore') return
    const found =
      reasons.find(({ column }) => column === name) ??
      reasons.find(({ column, text }) => column === null && text.startsWith('ignored') && text.includes(name))
    const isChosen = choices.columns?.some((column) => column.name === name && column.role === 'ignore')
    const reason = found?.text ?? (isChosen ? '' : LIKE_OTHERS)
    groups.set(reason, [...(groups.get(reason) ?? []), { name, place }])
  })
  return [...groups].map(([reason, left]) => ({ reason, columns: left }))
}
