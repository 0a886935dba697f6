import { readText } from './cells/read-text.ts'
import { readTime, unitBySize } from './columns/clock.ts'
import type { ColumnPlan, DateOrder, ImportPlan, Role } from './import.ts'
import { likelyPositive } from './positive.ts'
import type { ColumnReport } from './profile.ts'

const POINT = 46
const ORDERS: readonly DateOrder[] = ['yyyymmdd', 'day/month/year', 'month/day/year']

/**
 * The plan with a column in another role. Where one column only can have it, the one before becomes a feature; a new
 * label brings the value that most likely counts as positive.
 */
export function withRole(plan: ImportPlan, place: number, role: Role, reports: readonly ColumnReport[]): ImportPlan {
  const isSingle = role !== 'feature' && role !== 'ignore'
  const columns = plan.columns.map((column, i): ColumnPlan => {
    if (i === place) return { ...column, role, ...typeFor(role, reports[place]) }
    return isSingle && column.role === role ? { ...column, role: 'feature' } : column
  })
  const positive = role === 'label' ? likelyPositive(reports[place].examples) : plan.positive
  return { ...plan, columns, positive }
}

function typeFor(role: Role, { type, max, examples }: ColumnReport): Partial<ColumnPlan> {
  if (role === 'amount') return { type: 'numeric' }
  if (role !== 'time' && role !== 'labelTime') return {}
  return type === 'time' ? { type } : { type: 'time', timeUnit: orderOf(examples) ?? unitBySize(max ?? 0) }
}

/** How dates are written that all of these texts are. */
function orderOf(texts: readonly string[]): DateOrder | undefined {
  if (texts.length === 0) return undefined
  return ORDERS.find((order) => {
    const read = readTime(order, POINT)
    return texts.every((text) => !Number.isNaN(readText(read, text)))
  })
}
