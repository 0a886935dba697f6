import { formatAmount, formatCount, formatNumber } from '../../charts/format.ts'
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
  return value === null ? 'n/a' : sured(value, sure?.value, formatAmount)
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

/** `predicted over true: shown ads 1.04× (1.02× to 1.06×), all 1.01×`. */
export function promiseReading({ chosen, all, sure }: Valuation, word: string): string {
  const times = (ratio: number | null, interval: Interval | null | undefined): string =>
    ratio === null ? 'n/a' : sured(ratio, interval, formatTimes)
  return `predicted over true: ${word} ${times(chosen, sure?.chosen)}, all ${times(all, sure?.all)}`
}

function sured(value: number, interval: Interval | null | undefined, write: (value: number) => string): string {
  return interval?.low == null ? write(value) : intervalText({ ...interval, estimate: value }, write)
}

/** How each further run differs from the first on the same requests; empty without redraws. */
export function valueDifferences(runs: readonly ValueRun[], measure: ValueMeasure): string[] {
  const words = wordsOf(runs)
  const redrawn = runs.flatMap(({ label, intervals }) => (intervals ? [{ label, report: intervals }] : []))
  return differencesFrom(redrawn, measure, formatAmount).map((text) => `${words?.[measure]}, ${text}`)
}

/** What stands behind the intervals, in a sentence; once where runs say the same. */
export function redrawnWords(runs: readonly ValueRun[]): string[] {
  const said = runs.flatMap(({ intervals }) => {
    if (!intervals) return []
    const { unit, redraws, clusters } = intervals
    const what = unit === 'rows' ? 'single rows' : `whole ${unit}`
    return [`In brackets: 95 % intervals, from ${formatCount(redraws)} redraws of ${formatCount(clusters)} ${what}.`]
  })
  return [...new Set(said)]
}

export function formatTimes(ratio: number | null): string {
  return ratio === null ? 'n/a' : `${formatNumber(ratio, 3)}×`
}
