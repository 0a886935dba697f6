import { assumed, type Assumption } from './assumed.ts'
import type { DateOrder, Role, TimeUnit } from './plan.ts'
import type { ColumnLook } from './profile.ts'
import { dayText } from './cells/day-text.ts'
import { isStamp, secondsOfNumber } from './columns/clock.ts'
import { isSince1970, orderOf } from './infer-time.ts'

/** Says how times are read that do not say it by themselves, numbers with the days that they reach from and to. */
export function sayTime(look: ColumnLook, unit: TimeUnit | undefined, role: Role, assumptions: Assumption[]): void {
  const { name, seen, numbers, declared } = look
  const say = (text: string): void =>
    void assumptions.push(assumed('time', name, text, role === 'time' ? '--time-format FORMAT' : null))
  if (declared && declared.type !== 'numeric') return
  if (seen.shortYears > 0) say(`${name}: years of two digits are taken as 1969 to 2068`)
  if (unit === undefined) return
  if (isOrder(unit)) {
    const { fitting, isBySpan } = orderOf(look)
    const why = isBySpan ? 'its dates then lie closest together' : 'no other order fits every date'
    if (fitting.length === 1) say(`${name}: read as ${unit}, as ${why}`)
  } else if (isStamp(unit)) say(`${name}: read as dates written ${unit}`)
  else if (seen.dates < seen.values && numbers) {
    const [least, largest] = numbers
    const meant = secondsOfNumber(unit)
    if (unit === 'excel')
      say(
        `${name}: read as a spreadsheet's days since 1899-12-30, ${dayText(meant(least))} to ${dayText(meant(largest))}`
      )
    else if (unit === 'years') say(`${name}: read as years, ${least} to ${largest}`)
    else if (isSince1970(unit, largest))
      say(`${name}: read as ${unit} since 1970, ${dayText(meant(least))} to ${dayText(meant(largest))}`)
    else say(`${name}: read as a count of ${unit}, ${least} to ${largest}`)
  }
}

function isOrder(unit: TimeUnit): unit is DateOrder {
  return unit === 'day/month/year' || unit === 'month/day/year' || unit === 'year/month/day'
}
