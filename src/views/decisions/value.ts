import { formatAmount, formatCount } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import type { Interval } from '../../core/decisions/intervals/interval.ts'
import type { ValueMeasure } from '../../core/value/decided-rows.ts'
import { decisionKindOf } from '../../core/value/kinds/index.ts'
import type { View } from '../view.ts'
import { lostOf, readingOf, valuationsOf, type ValueRun } from './valuations.ts'
import { capital, formatTimes, readingsOf, valueDifferences, wordsOf } from './value-readings.ts'

export const view = {
  id: 'value',
  label: 'What decisions are worth',
  help:
    'A bar for each run, from what is earned without a model (dashed line) to what is earned with its scores. The other line is what the true ' +
    'probabilities earn; it is called a ceiling only where nothing can earn more. Below each run: what its scores predict for the rows that were chosen, over their true chance; 1 is right, and it is mostly above 1, since scores that are too high are chosen more often. Against labels, an outcome that fell under another decision counts by how often ' +
    'both are looked at (inverse propensity), which is right on average and noisy. The thin line with two ends, and the numbers in brackets, are a 95 % interval: where the number is likely to lie for other rows like these and the model as it was trained. Rows that belong together (a request) are drawn again together. ' +
    'Two models are compared on the same requests, so their difference can be certain where their own intervals overlap.',
  needs: 'runs',
} as const satisfies View

/** What this picture is, and what the decisions of its runs are. */
export function helpOf(runs: readonly ValueRun[]): string {
  return runs.length > 0 ? `${view.help} ${decisionKindOf(runs[0].report.kind).help}` : view.help
}

/** What the values are of, in words: `test, against true probabilities, dollars for 1,000 requests, mean of 3,000`. */
export function groundOf(runs: readonly ValueRun[], expected: boolean): string {
  if (runs.length === 0) return ''
  const [{ part, report }] = runs
  const { onLabels, unit, per, units } = report
  const labelled = onLabels === 'counted' ? 'against labels' : `against labels, by ${onLabels}`
  const how = readingOf(report, expected) === 'expected' ? 'against true probabilities' : labelled
  return `${part}, ${how}, ${unit} for ${per}, mean of ${formatCount(units)}`
}

export function speakValue(runs: readonly ValueRun[], measure: ValueMeasure, expected: boolean): string {
  const words = wordsOf(runs)
  if (!words) return `${view.label}: no finished run yet`
  const each = valuationsOf(runs, measure, expected)
  const said = each.map((one) => `${one.name} ${readingsOf(one, words).join(', ')}`)
  const [{ trivial, withTruth, isCeiling }] = each
  return [
    `${view.label}, ${words[measure]}, ${groundOf(runs, expected)}: ${said.join('; ')}`,
    `${words.trivial} ${formatAmount(trivial)}`,
    ...(withTruth === null ? [] : [`${isCeiling ? 'ceiling' : 'with the truth as score'} ${formatAmount(withTruth)}`]),
    ...valueDifferences(runs, measure),
  ].join('; ')
}

export function valueTable(runs: readonly ValueRun[], expected: boolean): NumbersTable {
  const words = wordsOf(runs)
  const worths = words?.welfare ? valuationsOf(runs, 'welfare', expected) : []
  const withEnds = (column: string): string[] => [column, `${column}, 95 %`]
  return {
    columns: [
      ...['Run', ...withEnds(capital(words?.value)), ...withEnds('Lost'), capital(words?.trivial), 'With the truth'],
      ...(worths.length > 0 ? [...withEnds(capital(words?.welfare)), ...withEnds('Lost of it'), 'Its ceiling'] : []),
      ...[...withEnds(`Predicted over true: ${words?.chosen}`), ...withEnds('All rows')],
    ],
    rows: valuationsOf(runs, 'value', expected).map((one, i) => [
      one.name,
      ...cells(one.value, one.sure?.value),
      ...cells(lostOf(one), one.sure?.lost),
      ...[one.trivial, one.withTruth].map(formatAmount),
      ...worths
        .slice(i, i + 1)
        .flatMap((worth) => [
          ...cells(worth.value, worth.sure?.value),
          ...cells(lostOf(worth), worth.sure?.lost),
          formatAmount(worth.withTruth),
        ]),
      ...cells(one.chosen, one.sure?.chosen, formatTimes),
      ...cells(one.all, one.sure?.all, formatTimes),
    ]),
  }
}

/** A number and its interval, as two cells. */
function cells(
  value: number | null,
  interval: Interval | null = null,
  write: (value: number) => string = formatAmount
): string[] {
  const { low, high } = interval ?? { low: null, high: null }
  const between = low === null || high === null ? 'n/a' : `${write(low)} to ${write(high)}`
  return [value === null ? 'n/a' : write(value), between]
}
