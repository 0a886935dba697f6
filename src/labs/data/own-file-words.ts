import { timeUnits, type ColumnType, type Dialect, type Role, type TimeUnit } from '../../../datasets/imports/plan.ts'
import type { ColumnLook } from '../../../datasets/imports/profile.ts'

interface Option<T> {
  readonly value: T
  readonly label: string
}

/** What a column can be for, in the order of the menu, with what each means. */
export const roles: readonly (Option<Role> & { readonly help: string })[] = [
  { value: 'feature', label: 'feature', help: 'Known when the decision is made; models learn from it.' },
  {
    value: 'label',
    label: 'label',
    help: 'What is to be predicted: one of its values is positive, all others are not.',
  },
  {
    value: 'time',
    label: 'time',
    help: 'When the row happened. Rows are then split by time: train on the past, test on the future.',
  },
  {
    value: 'labelTime',
    label: 'time the label became known',
    help: 'When the answer arrived, such as a report weeks later. Training then uses only what was known.',
  },
  {
    value: 'group',
    label: 'group (customer, card, user)',
    help: 'Rows with the same value belong together: intervals redraw whole groups, and a split can keep them whole.',
  },
  {
    value: 'user',
    label: 'user who asked',
    help: 'Who asked for this row. No model reads it.',
  },
  {
    value: 'amount',
    label: 'amount of money',
    help: 'A feature that also gives the cost of an error on the Decisions page.',
  },
  {
    value: 'grade',
    label: 'grade of relevance',
    help: 'How relevant the row is: a whole number, 0 for not at all. No model reads it; metrics of graded relevance do.',
  },
  {
    value: 'outcome',
    label: 'outcome as a number',
    help: 'What came of the row, such as seconds watched. No model reads it; metrics of outcomes do.',
  },
  { value: 'ignore', label: 'leave out', help: 'Not read: an identifier, a leak of the answer, or nothing of use.' },
]

export const types: readonly Option<ColumnType>[] = [
  { value: 'numeric', label: 'number' },
  { value: 'categorical', label: 'category' },
  { value: 'time', label: 'time' },
  { value: 'boolean', label: 'yes or no' },
]

/** How times of a column may be read: what its numbers count, or the order of its dates; none of dates that begin with the year. */
export function unitsFor({ seen, examples }: ColumnLook): readonly TimeUnit[] {
  const isText = seen.values > 0 && seen.numbers + seen.commaNumbers === 0
  if (isText && examples.every((text) => /^\d{4}/.test(text))) return []
  return timeUnits.filter((unit) => unit.includes('/') === isText)
}

export const delimiters: readonly Option<string>[] = [
  { value: ',', label: 'comma' },
  { value: ';', label: 'semicolon' },
  { value: '\t', label: 'tab' },
  { value: '|', label: 'bar' },
  { value: ' ', label: 'blanks' },
]

export const encodings: readonly Option<Dialect['encoding']>[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Windows-1252, Latin-1' },
  { value: 'utf-16le', label: 'UTF-16, little end first' },
  { value: 'utf-16be', label: 'UTF-16, big end first' },
]
