import type { Assumption, Inspection, TimeUnit } from '../../datasets/imports/import.ts'
import type { LabelClass } from '../../datasets/imports/class-values.ts'
import type { ColumnLook } from '../../datasets/imports/profile.ts'
import { labelClasses } from './own-file-label.ts'

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
      const { seen, examples } = columns[place]
      if (seen.dayFirst > 0 && seen.monthFirst > 0) return { sort: 'dates', asked, place, orders: ordersOf(examples) }
      return { sort: 'column', asked, place }
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

/** What the first date would be read as. */
function ordersOf([first = '']: readonly string[]) {
  const [a, b] = (first.match(/\d+/g) ?? []).map(Number)
  const day = (date: number, month: number) => `${first} is the ${date}. of ${MONTHS[month - 1] ?? '?'}`
  return [
    { unit: 'day/month/year', example: day(a, b) },
    { unit: 'month/day/year', example: day(b, a) },
  ] as const
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'].concat([
  'October',
  'November',
  'December',
])
