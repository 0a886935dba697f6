import type { ValueReport } from '../value/report.ts'
import { decisionKindOf } from '../value/kinds/index.ts'

/** What decisions of each model are worth on test, in expectation where the truth is known, and what is promised of the chosen rows. */
export function valueLines(models: Readonly<Record<string, { readonly value: ValueReport | null }>>): string[] {
  const valued = Object.entries(models).flatMap(([id, { value }]) => (value ? [{ id, value }] : []))
  if (valued.length === 0) return []
  const [{ value: first }] = valued
  const { words } = decisionKindOf(first.kind)
  const reading = first.value.expected === null ? 'labels' : 'expected'
  const named = (report: ValueReport, of: 'value' | 'trivial'): string => shown(report[of][reading])
  const limits = [
    `${words.trivial} ${named(first, 'trivial')}`,
    ...(first.withTruth === null
      ? []
      : [`${first.ceiling === null ? 'with the truth as score' : 'ceiling'} ${shown(first.withTruth)}`]),
  ]
  const labelled = first.onLabels === 'counted' ? '' : `, by ${first.onLabels}`
  const how = reading === 'expected' ? ', expected' : labelled
  const promised = valued.map(({ id, value: { overPrediction } }) => {
    const { chosen, all } = overPrediction
    return `${id} ${times(chosen[reading])} (all rows ${times(all[reading])})`
  })
  return [
    `${words.value} of ${first.per}, ${first.unit}${how}: ${[
      ...valued.map(({ id, value }) => `${id} ${named(value, 'value')}`),
      ...limits,
    ].join(', ')}`,
    `predicted over ${reading === 'expected' ? 'true chance' : 'share of positives'} of ${words.chosen}: ${promised.join(', ')}`,
  ]
}

function shown(value: number | null): string {
  if (value === null) return 'n/a'
  return value.toLocaleString('en-US', { maximumSignificantDigits: 4 })
}

function times(ratio: number | null): string {
  return ratio === null ? 'n/a' : ratio.toPrecision(3)
}
