import { formatAmount, formatCount, formatDigits } from '../../core/kernel/numbers.ts'
import type { Interval } from '../../core/decisions/intervals/interval.ts'
import type { ValueMeasure } from '../../core/value/decided-rows.ts'
import type { DecisionWords } from '../../core/value/decision-kind.ts'
import { decisionKindOf } from '../../core/value/kinds/index.ts'
import { betweenText, differencesFrom, intervalText } from './sureness.ts'
import { lostOf, type Valuation, type ValueRun } from './valuations.ts'

/** What a run's kind of decision calls things. */
export function wordsOf(runs: readonly ValueRun[]): DecisionWords | null {
  return runs.length > 0 ? decisionKindOf(runs[0].report.kind).words : null
}

/** All that is said of a run, the number first. */
export function readingsOf(valuation: Valuation, words: DecisionWords): string[] {
  return [valueReading(valuation), lostReading(valuation), promiseReading(valuation, words.chosen)].filter(
    (text) => text
  )
}

/** `433 (421 to 445)`. */
export function valueReading({ value, sure }: Valuation): string {
  if (value === null) return 'n/a'
  return sure?.value?.low == null ? formatAmount(value) : intervalText(sure.value, formatAmount)
}

/** `12.1 less than with the truth (8 to 16)`; empty where the truth is not known. */
export function lostReading(valuation: Valuation): string {
  const lost = lostOf(valuation)
  if (lost === null) return ''
  const { isCeiling, sure } = valuation
  const than = `${lost >= 0 ? 'less' : 'more'} than ${isCeiling ? 'the ceiling' : 'with the truth'}`
  const { low = null, high = null } = sure?.lost ?? {}
  const said = `${formatAmount(Math.abs(lost))} ${than}`
  if (low === null || high === null) return said
  return `${said} ${betweenText(lost >= 0 ? { low, high } : { low: 0 - high, high: 0 - low }, formatAmount)}`
}

/** `predicted over true: shown ads 1.04× (1.02 to 1.06), all 1.01×`. */
export function promiseReading({ chosen, all, sure }: Valuation, word: string): string {
  const times = (ratio: number | null, interval: Interval | null | undefined): string => {
    const { low = null, high = null } = interval ?? {}
    const between = low === null || high === null ? '' : ` ${betweenText({ low, high }, (end) => formatDigits(end, 3))}`
    return `${formatTimes(ratio)}${ratio === null ? '' : between}`
  }
  return `predicted over true: ${word} ${times(chosen, sure?.chosen)}, all ${times(all, sure?.all)}`
}

/** How each further run differs from the first on the same requests; empty without redraws. */
export function valueDifferences(runs: readonly ValueRun[], measure: ValueMeasure): string[] {
  const words = wordsOf(runs)
  const redrawn = runs.flatMap(({ label, intervals }) => (intervals ? [{ label, report: intervals }] : []))
  return differencesFrom(redrawn, measure, formatAmount).map((text) => `${capital(words?.[measure])}, ${text}`)
}

/** What stands behind the intervals, or why there are none; then what they do not say of themselves, of the run that rests on least. */
export function groundsOf(runs: readonly ValueRun[]): { readonly ground: string; readonly notice: string } {
  const redrawn = runs.flatMap(({ intervals }) => intervals ?? [])
  if (redrawn.length === 0) return { ground: '', notice: '' }
  const least = redrawn.reduce((a, b) => (a.intervals[0].effective <= b.intervals[0].effective ? a : b))
  const { unit, redraws, clusters, notice } = least
  const [{ low, reason }] = least.intervals
  const what = unit === 'rows' ? 'single rows' : `whole ${unit}`
  const ground = `In brackets: 95 % intervals, from ${formatCount(redraws)} redraws of ${formatCount(clusters)} ${what}.`
  return { ground: low === null ? `No interval: ${reason}.` : ground, notice }
}

export function capital(text = ''): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}

export function formatTimes(ratio: number | null): string {
  return ratio === null ? 'n/a' : `${formatDigits(ratio, 3)}×`
}
