import type { Knobs } from '../../src/core/kernel/knobs.ts'
import { DAYS } from './calendar.ts'

export const knobs = {
  days: {
    type: 'number',
    label: 'Days',
    group: 'Size',
    help: 'Days from 1 April 2018, some 9,700 payments each; the last week is the test week, and 136 days end on 14 August as in the book.',
    default: 136,
    min: 21,
    max: DAYS,
    step: 1,
    integer: true,
  },
  rows: {
    type: 'number',
    label: 'Rows at most',
    group: 'Size',
    help: 'Payments at most, from the first day on: as it stands it cuts nothing, and fewer rows than the days have end the table early.',
    default: 1_900_000,
    min: 1_000,
    max: 1_900_000,
    scale: 'log',
    integer: true,
  },
  leak: {
    type: 'switch',
    label: 'Leak the future',
    group: 'Features',
    help: 'Terminal risk counts frauds as they happen, the payment’s own included, and not only those that are a week old and confirmed: very good numbers here, and not possible in production.',
    default: false,
  },
} as const satisfies Knobs
