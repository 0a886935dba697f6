import { decisionKindOf } from '../value/kinds/index.ts'
import type { ValueReport } from '../value/report.ts'
import type { Ends, Sureness, ValueDifference } from './value-sureness.ts'

/** A model's value on test, and how sure it is. */
export interface LinedValue extends ValueReport {
  readonly intervals?: Sureness | null
}

/**
 * What decisions of each model are worth on test, in expectation where the truth is known, how much the others earn more than the first, and what is
 * promised of the chosen rows; 95 % intervals in brackets.
 */
export function valueLines(
  models: Readonly<Record<string, { readonly value: LinedValue | null }>>,
  differences: readonly ValueDifference[] = []
): string[] {
  const valued = Object.entries(models).flatMap(([id, { value }]) => (value ? [{ id, value }] : []))
  if (valued.length === 0) return []
  const [{ value: first }] = valued
  const { words } = decisionKindOf(first.kind)
  const reading = first.value.expected === null ? 'labels' : 'expected'
  const sure = (value: LinedValue): Sureness['expected'] => value.intervals?.[reading] ?? null
  const limits = [
    `${words.trivial} ${shown(first.trivial[reading])}`,
    ...(first.withTruth === null
      ? []
      : [`${first.ceiling === null ? 'with the truth as score' : 'ceiling'} ${shown(first.withTruth)}`]),
  ]
  const labelled = first.onLabels === 'counted' ? '' : `, by ${first.onLabels}`
  const how = reading === 'expected' ? ', expected' : labelled
  const promised = valued.map(({ id, value }) => {
    const { chosen, all } = value.overPrediction
    return `${id} ${times(chosen[reading])}${between(sure(value)?.chosen, times)} (all rows ${times(all[reading])})`
  })
  return [
    `${words.value} of ${first.per}, ${first.unit}${how}: ${[
      ...valued.map(({ id, value }) => `${id} ${shown(value.value[reading])}${between(sure(value)?.value)}`),
      ...limits,
    ].join(', ')}`,
    ...differences.filter((one) => one.reading === reading).map((one) => differenceLine(one, words[one.measure])),
    `predicted over ${reading === 'expected' ? 'true chance' : 'share of positives'} of ${words.chosen}: ${promised.join(', ')}`,
    ...groundLines(sure(first)),
  ]
}

function differenceLine({ model, against, estimate, low, high }: ValueDifference, word = ''): string {
  const isTold = low > 0 || high < 0
  const by = `${signed(estimate)}${between({ low, high }, signed)}`
  return `${word} of ${model} against ${against}: ${by}${isTold ? '' : '; these rows cannot tell them apart'}`
}

/** What the intervals stand on; nothing where there are none. */
function groundLines(sure: Sureness['expected']): string[] {
  if (!sure) return []
  const what = sure.unit === 'rows' ? 'single rows' : `whole ${sure.unit}`
  const ground = `in brackets: 95 % intervals, ${sure.redraws} redraws of ${sure.of.toLocaleString('en-US')} ${what}`
  return [ground, ...(sure.notice ? [sure.notice] : [])]
}

function between(ends: Ends | null | undefined, write: (value: number) => string = shown): string {
  return ends ? ` [${write(ends.low)} to ${write(ends.high)}]` : ''
}

function signed(value: number): string {
  return value > 0 ? `+${shown(value)}` : shown(value)
}

function shown(value: number | null): string {
  if (value === null) return 'n/a'
  return value.toLocaleString('en-US', { maximumSignificantDigits: 4 })
}

function times(ratio: number | null): string {
  return ratio === null ? 'n/a' : ratio.toPrecision(3)
}
