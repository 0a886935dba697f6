import { dateOrders, type ColumnPlan, type ColumnType, type NumberStyle, type TimeUnit } from './plan.ts'
import type { ColumnLook } from './profile.ts'
import type { Range } from './ranges.ts'

/** What a sample shows of a column, and how the column is read. */
export interface ColumnReport extends ColumnLook {
  readonly type: ColumnType
  /** Of its numbers, or of its times in seconds since 1970; null where it has none. */
  readonly min: number | null
  readonly max: number | null
}

/** What is shown of a column that is read as planned. */
export function reportOf(
  look: ColumnLook,
  { type, numbers, timeUnit }: Pick<ColumnPlan, 'type' | 'numbers' | 'timeUnit'>
): ColumnReport {
  const range = type === 'categorical' ? null : type === 'time' ? timesOf(look, timeUnit) : numbersOf(look, numbers)
  return { ...look, type, min: range?.[0] ?? null, max: range?.[1] ?? null }
}

function numbersOf({ numbers, styled }: ColumnLook, style: NumberStyle | undefined): Range | null {
  return style ? styled[style] : numbers
}

function timesOf({ dates, ordered, numbers }: ColumnLook, unit: TimeUnit | undefined): Range | null {
  const order = dateOrders.find((one) => one === unit)
  const found = order && ordered[order]
  if (found && dates) return [Math.min(found[0], dates[0]), Math.max(found[1], dates[1])]
  return found ?? dates ?? numbers
}
