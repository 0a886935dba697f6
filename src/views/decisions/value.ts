import { formatAmount, formatCount, formatDigits } from '../../core/kernel/numbers.ts'
import { laneOf, type Look } from '../../charts/lane.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { Part } from '../../core/metrics/basis.ts'
import { decisionKindOf } from '../../core/value/kinds/index.ts'
import type { DecisionWords } from '../../core/value/decision-kind.ts'
import type { Valued, ValueReport } from '../../core/value/report.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'value',
  label: 'What decisions are worth',
  help:
    'A bar for each run, from what is earned without a model (dashed line) to what is earned with its scores. The other line is what the true ' +
    'probabilities earn; it is called a ceiling only where nothing can earn more. Below each run: what its scores predict for the rows that were chosen, over their true ' +
    'chance; 1 is right, and picking the largest scores picks those that are too large. As labelled, an outcome that fell under another decision counts by how often ' +
    'both are looked at (inverse propensity), which is right on average and noisy.',
  needs: 'runs',
} as const satisfies View

/** A finished run and what its decisions are worth. */
export interface ValueRun {
  readonly key: string
  /** Lane of the race: colour, dash and marker. */
  readonly order: number
  readonly label: string
  readonly part: Part
  readonly report: ValueReport
}

export type ValueMeasure = 'value' | 'welfare'

/** A run as drawn; null is not known. */
export interface Valuation {
  readonly key: string
  readonly name: string
  readonly look: Look
  readonly value: number | null
  readonly trivial: number | null
  /** With the truth as score; `isCeiling` where nothing is worth more. */
  readonly withTruth: number | null
  readonly isCeiling: boolean
  /** Predicted over what came, of the chosen rows and of all. */
  readonly chosen: number | null
  readonly all: number | null
}

export function valuationsOf(runs: readonly ValueRun[], measure: ValueMeasure, expected: boolean): Valuation[] {
  return runs.map(({ key, order, label, report }) => {
    const reading = readingOf(report, expected)
    const { value, trivial, withTruth, isCeiling } = measured(report, measure)
    const { chosen, all } = report.overPrediction
    return {
      ...{ key, name: label, look: laneOf(order), isCeiling },
      value: value[reading],
      trivial: trivial[reading],
      withTruth: reading === 'expected' ? withTruth : null,
      chosen: chosen[reading],
      all: all[reading],
    }
  })
}

function measured({ welfare, ...report }: ValueReport, measure: ValueMeasure) {
  if (measure === 'welfare' && welfare) return { ...welfare, withTruth: welfare.ceiling, isCeiling: true }
  return { ...report, isCeiling: report.ceiling !== null }
}

/** Labels where the truth is not known, whatever is asked for. */
export function readingOf({ value }: ValueReport, expected: boolean): keyof Valued {
  return expected && value.expected !== null ? 'expected' : 'labels'
}

/** What a run's kind of decision calls things. */
export function wordsOf(runs: readonly ValueRun[]): DecisionWords | null {
  return runs.length > 0 ? decisionKindOf(runs[0].report.kind).words : null
}

/** What this picture is, and what the decisions of its runs are. */
export function helpOf(runs: readonly ValueRun[]): string {
  return runs.length > 0 ? `${view.help} ${decisionKindOf(runs[0].report.kind).help}` : view.help
}

/** What the values are of, in words: `test, expected, dollars for 1,000 requests, mean of 3,000`. */
export function groundOf(runs: readonly ValueRun[], expected: boolean): string {
  if (runs.length === 0) return ''
  const [{ part, report }] = runs
  const { onLabels, unit, per, units } = report
  const labelled = onLabels === 'counted' ? 'as labelled' : `as labelled, by ${onLabels}`
  const how = readingOf(report, expected) === 'expected' ? 'expected' : labelled
  return `${part}, ${how}, ${unit} for ${per}, mean of ${formatCount(units)}`
}

/** Ends of the axis: everything drawn, with a little room. */
export function valueRange(valuations: readonly Valuation[]): [number, number] {
  const known = valuations.flatMap(({ value, trivial, withTruth }) => [value, trivial, withTruth]).filter(isKnown)
  if (known.length === 0) return [0, 1]
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const room = (high - low) * 0.06 || Math.abs(high) * 0.1 || 1
  return [low - room, high + room]
}

/** `433, 12.1 less than with the truth`. */
export function valueReading({ value, withTruth, isCeiling }: Valuation): string {
  if (value === null) return 'n/a'
  if (withTruth === null) return formatAmount(value)
  const lost = withTruth - value
  const than = isCeiling ? 'the ceiling' : 'with the truth'
  return `${formatAmount(value)}, ${formatAmount(Math.abs(lost))} ${lost >= 0 ? 'less' : 'more'} than ${than}`
}

/** `shown ads: 1.04 × predicted, all rows 1.01 ×`. */
export function promiseReading({ chosen, all }: Valuation, word: string): string {
  return `predicted over true: ${word} ${formatTimes(chosen)}, all ${formatTimes(all)}`
}

export function formatTimes(ratio: number | null): string {
  return ratio === null ? 'n/a' : `${formatDigits(ratio, 3)}×`
}

export function speakValue(runs: readonly ValueRun[], measure: ValueMeasure, expected: boolean): string {
  const words = wordsOf(runs)
  if (!words) return `${view.label}: no finished run yet`
  const each = valuationsOf(runs, measure, expected)
  const said = each.map((one) => `${one.name} ${valueReading(one)}, ${promiseReading(one, words.chosen)}`)
  const [{ trivial, withTruth, isCeiling }] = each
  return [
    `${view.label}, ${words[measure]}, ${groundOf(runs, expected)}: ${said.join('; ')}`,
    `${words.trivial} ${formatAmount(trivial)}`,
    ...(withTruth === null ? [] : [`${isCeiling ? 'ceiling' : 'with the truth as score'} ${formatAmount(withTruth)}`]),
  ].join('; ')
}

export function valueTable(runs: readonly ValueRun[], expected: boolean): NumbersTable {
  const words = wordsOf(runs)
  const worths = words?.welfare ? valuationsOf(runs, 'welfare', expected) : []
  const capital = (text = ''): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
  return {
    columns: [
      ...['Run', capital(words?.value), 'Lost', capital(words?.trivial), 'With the truth'],
      ...(worths.length > 0 ? [capital(words?.welfare), 'Its ceiling'] : []),
      ...[`Predicted over true: ${words?.chosen}`, 'All rows'],
    ],
    rows: valuationsOf(runs, 'value', expected).map(({ name, value, trivial, withTruth, chosen, all }, i) => [
      name,
      formatAmount(value),
      value === null || withTruth === null ? 'n/a' : formatAmount(withTruth - value),
      ...[trivial, withTruth].map(formatAmount),
      ...worths.slice(i, i + 1).flatMap((worth) => [formatAmount(worth.value), formatAmount(worth.withTruth)]),
      formatTimes(chosen),
      formatTimes(all),
    ]),
  }
}

function isKnown(value: number | null): value is number {
  return value !== null
}
