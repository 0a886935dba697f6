import { formatCount, formatRate } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import { sigmoid } from '../../core/kernel/math.ts'
import type { DataSummary } from '../../core/lab.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'truth',
  label: 'The true probabilities',
  help:
    'How many rows have which true probability of being positive, on a log-odds axis. The spread is what there is to learn; the ' +
    'line is the base rate. The rest is chance: so even the true probabilities do not predict perfectly.',
  needs: 'data',
} as const satisfies View

export interface TruthBin {
  /** Logits. */
  readonly low: number
  readonly high: number
  readonly rows: number
}

/** Bins of the true logit, without the empty ones at both ends. */
export function truthBins(data: DataSummary | null): TruthBin[] {
  const truth = data?.truth
  if (!truth) return []
  const width = (truth.high - truth.low) / truth.rows.length
  const bins = truth.rows.map((rows, i) => ({ low: truth.low + i * width, high: truth.low + (i + 1) * width, rows }))
  const first = bins.findIndex((bin) => bin.rows > 0)
  const last = bins.findLastIndex((bin) => bin.rows > 0)
  return first < 0 ? [] : bins.slice(Math.max(0, first - 1), last + 2)
}

export function speakTruth(data: DataSummary | null, bins: readonly TruthBin[]): string {
  if (!data) return 'The true probabilities: no rows drawn yet'
  if (bins.length === 0) return 'The true probabilities are not known for this table'
  const fullest = bins.reduce((a, b) => (b.rows > a.rows ? b : a))
  return (
    `The true probabilities: from ${formatRate(sigmoid(bins[0].low))} to ${formatRate(sigmoid(bins[bins.length - 1].high))}, ` +
    `most rows near ${formatRate(sigmoid((fullest.low + fullest.high) / 2))}; base rate ${formatRate(data.expectedBaseRate)}`
  )
}

export function truthTable(bins: readonly TruthBin[]): NumbersTable {
  return {
    columns: ['True probability from', 'to', 'Rows'],
    rows: bins.map((bin) => [formatRate(sigmoid(bin.low)), formatRate(sigmoid(bin.high)), formatCount(bin.rows)]),
  }
}
