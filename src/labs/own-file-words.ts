import type { ColumnType, Dialect, Role, TimeUnit } from '../../datasets/imports/import.ts'

/** What a column can be for, in the order of the menu. */
export const roles: readonly { readonly value: Role; readonly label: string }[] = [
  { value: 'feature', label: 'feature' },
  { value: 'label', label: 'label' },
  { value: 'time', label: 'time' },
  { value: 'labelTime', label: 'time the label became known' },
  { value: 'group', label: 'group (customer, card, user)' },
  { value: 'amount', label: 'amount of money' },
  { value: 'ignore', label: 'leave out' },
]

export const types: readonly { readonly value: ColumnType; readonly label: string }[] = [
  { value: 'numeric', label: 'number' },
  { value: 'categorical', label: 'category' },
  { value: 'time', label: 'time' },
  { value: 'boolean', label: 'yes or no' },
]

/** What numbers in a time column count; dates need none. */
export const units: readonly TimeUnit[] = [
  'nanoseconds',
  'microseconds',
  'milliseconds',
  'seconds',
  'minutes',
  'hours',
  'days',
]

export const delimiters: readonly { readonly value: string; readonly label: string }[] = [
  { value: ',', label: 'comma' },
  { value: ';', label: 'semicolon' },
  { value: '\t', label: 'tab' },
  { value: '|', label: 'bar' },
]

export const encodings: readonly { readonly value: Dialect['encoding']; readonly label: string }[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Windows-1252, Latin-1' },
  { value: 'utf-16le', label: 'UTF-16, little end first' },
  { value: 'utf-16be', label: 'UTF-16, big end first' },
]
