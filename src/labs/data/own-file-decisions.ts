import { timeUnits, type TimeUnit } from '../../../datasets/imports/plan.ts'
import type { Assumption } from '../../../datasets/imports/assumed.ts'
import type { Inspection } from '../../../datasets/imports/plan-of.ts'
import type { ColumnLook } from '../../../datasets/imports/profile.ts'
import type { LabelClass } from '../../../datasets/imports/class-values.ts'
import { labelClasses } from '../../../datasets/imports/label-share.ts'

/** What a person must choose before the rows can be used, and between what. */
export type Decision =
  | { readonly sort: 'label'; readonly asked: Assumption; readonly likely: readonly ColumnLook[] }
  | { readonly sort: 'positive'; readonly asked: Assumption; readonly values: readonly LabelClass[] }
  | {
      readonly sort: 'dates'
      readonly asked: Assumption
      readonly place: number
      readonly orders: readonly { readonly unit: TimeUnit; readonly example: string }[]
    }
  | { readonly sort: 'column'; readonly asked: Assumption; readonly place: number }
  | { readonly sort: 'text'; readonly asked: Assumption }

/** Columns offered as buttons; any other one is in a menu. */
const MOST_LIKELY = 6
const MOST_CLASSES = 20

export function decisionsOf({ assumptions, columns, plan }: Inspection): Decision[] {
  return assumptions
    .filter(({ asks }) => asks)
    .map((asked): Decision => {
      const place = columns.findIndex(({ name }) => name === asked.column)
      if (asked.about === 'label' && place < 0) return { sort: 'label', asked, likely: likelyLabels(columns, asked) }
      if (asked.about === 'label')
        return { sort: 'positive', asked, values: labelClasses(columns[place], plan.columns[place]) }
      if (place < 0) return { sort: 'text', asked }
      const orders = asked.about === 'time' ? ordersIn(asked.text, columns[place].examples) : []
      return orders.length > 0 ? { sort: 'dates', asked, place, orders } : { sort: 'column', asked, place }
    })
}

/** Those that the question names, then those of two values. */
function likelyLabels(columns: readonly ColumnLook[], { text }: Assumption): ColumnLook[] {
  const worth = ({ name, distinct }: ColumnLook): number => (isNamed(text, name) ? 2 : 0) + (distinct === 2 ? 1 : 0)
  return columns
    .filter((look) => look.distinct >= 2 && look.distinct <= MOST_CLASSES && worth(look) > 0)
    .sort((a, b) => worth(b) - worth(a))
    .slice(0, MOST_LIKELY)
}

function isNamed(text: string, name: string): boolean {
  const at = text.indexOf(name)
  const isPart = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}_]/u.test(letter)
  return at >= 0 && !isPart(text[at - 1]) && !isPart(text[at + name.length])
}

/** The orders of dates that a question names, and what the first date would be in each. */
function ordersIn(text: string, [first = '']: readonly string[]) {
  const numbers = first.match(/\d+/g) ?? []
  return timeUnits
    .filter((unit) => unit.includes('/') && text.includes(unit))
    .map((unit) => ({ unit, example: dateOf(numbers, unit.split('/')) }))
}

/** 3 December 2024; empty where the numbers are no date in this order. */
function dateOf(numbers: readonly string[], order: readonly string[]): string {
  const [year, month, day] = ['year', 'month', 'day'].map((part) => Number(numbers[order.indexOf(part)] ?? NaN))
  const name = MONTHS[month - 1]
  return name && day >= 1 && day <= 31 ? `${day} ${name} ${year < 100 ? 2000 + year : year}` : ''
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
]
