import type { Random } from '../../src/core/kernel/random.ts'
import type { Course } from './arrivals.ts'
import { Payments, type Nature } from './payments.ts'
import { takeState } from './state.ts'
import { createWindows, enterPayment, type Windows } from './windows.ts'

export interface Making {
  readonly nature: Nature
  readonly course: Course
  readonly labelDelay: number
  readonly leak: boolean
  readonly random: Random
}

/** Payments and windows that go along, at one row of the endless table. */
export interface Stream {
  readonly payments: Payments
  readonly windows: Windows
  /** Row of the payment that came last; −1 before the first. */
  row: number
  readonly leak: boolean
}

/** A stream that has just gone through the warm-up: nothing of time zero is decided yet. */
export function warmStream(making: Making): Stream {
  const stream = newStream(making)
  const { payments, windows, leak } = stream
  while (payments.next(0)) enterPayment(windows, payments, leak)
  return stream
}

/** A stream from where another of the same world stands, by a course of its own from then on. */
export function forkStream(stream: Stream, making: Making): Stream {
  const { nature } = making
  const fork = newStream(making)
  takeState(fork, stream, new Set<unknown>([nature, nature.cards, nature.terminals, stream.payments.arrivals.course]))
  return fork
}

/** Goes on to a row at or after the one where the stream stands. */
export function goTo(stream: Stream, row: number): void {
  const { payments, windows, leak } = stream
  while (stream.row < row) {
    payments.next()
    enterPayment(windows, payments, leak)
    stream.row++
  }
}

function newStream({ nature, course, labelDelay, leak, random }: Making): Stream {
  return {
    payments: new Payments(nature, course, random),
    windows: createWindows(nature.customers.count, nature.merchants.count, labelDelay, leak),
    row: -1,
    leak,
  }
}
