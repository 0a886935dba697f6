import type { Measured, MetricOptions, Sample, SampleColumns } from '../metrics/metric.ts'
import { measureBoth, referenceOf } from '../metrics/measure.ts'
import type { Draw } from '../kernel/table.ts'
import type { Reference } from './contract.ts'
import type { Prepared } from './tables.ts'

/**
 * Validation rows that live curves are measured on: so many, or on to as many positives, but no more than are quickly scored. All of
 * them in the labs that the scenarios open with, so that a live curve ends where the report stands.
 */
const LIVE_ROWS = 30_000
const LIVE_POSITIVES = 100
const MOST_LIVE_ROWS = 300_000

/** Rows of a draw gathered once, to be scored and measured again and again. */
export interface MeasuredRows {
  readonly rows: Uint32Array
  readonly labels: Uint8Array
  readonly requests: Uint32Array | null
  readonly truth: Float32Array | null
  readonly relevance: Float32Array | null
  readonly times: Float64Array
  /** null also after a random split: the alerts of a card on a day need all its rows of that day. */
  readonly customers: Uint32Array | null
  readonly grades: Uint8Array | null
  readonly outcomes: Float32Array | null
  /** Filled by the caller's scoring; `ranking` only where rows have positions. */
  readonly scores: Float32Array
  readonly ranking: Float32Array | null
  /** Probabilities with every row at the top where `ranking` has none of them; left out where it does. */
  readonly atTop?: Float32Array | null
  /** What rows are ranked by where that is not the score; left out before they are cross-fitted. */
  readonly rankedBy?: Float32Array | null
}

export function gatherRows({ table, truth }: Draw, rows: Uint32Array): MeasuredRows {
  return {
    rows,
    labels: gather(table.label, rows, new Uint8Array(rows.length)),
    requests: table.request && gather(table.request, rows, new Uint32Array(rows.length)),
    truth: truth && gather(truth.probability, rows, new Float32Array(rows.length)),
    relevance: truth?.relevance ? gather(truth.relevance, rows, new Float32Array(rows.length)) : null,
    times: gather(table.time, rows, new Float64Array(rows.length)),
    customers: table.customer && !isThinned(rows) ? gather(table.customer, rows, new Uint32Array(rows.length)) : null,
    grades: table.grade && gather(table.grade, rows, new Uint8Array(rows.length)),
    outcomes: table.outcome && gather(table.outcome, rows, new Float32Array(rows.length)),
    scores: new Float32Array(rows.length),
    ranking: table.position ? new Float32Array(rows.length) : null,
  }
}

/** The sample as it stands; a fresh one each time, since metrics remember the order of one they have seen. */
export function sampleOf(rows: MeasuredRows): Sample {
  const { scores, ranking, rankedBy = null, ...rest } = rows
  return { scores, ranking, rankedBy, ...columnsOf(rest) }
}

export function measureRows(rows: MeasuredRows, options: MetricOptions): Measured {
  return measureBoth({ sample: sampleOf(rows), truth: rows.truth, options })
}

/** The best possible and the trivial on these rows, cut where each is best or at the threshold of the options. */
export function referenceOfRows(
  rows: MeasuredRows,
  options: MetricOptions,
  cut: 'best' | 'at the threshold' = 'best'
): Reference {
  return referenceOf({ ...columnsOf(rows), truth: rows.truth, options, cut })
}

/** What metrics read of rows beside their scores. */
function columnsOf(rows: Pick<MeasuredRows, keyof SampleColumns>): SampleColumns {
  const { labels, requests, relevance, times, customers, grades, outcomes } = rows
  return { labels, requests, relevance, times, customers, grades, outcomes }
}

/** The first rows of validation, whole requests, on which live curves are measured. */
export function liveRowsOf({ known, split }: Pick<Prepared, 'known' | 'split'>): Uint32Array {
  const { label, request } = known.table
  const rows = split.validation
  let positives = 0
  let count = 0
  while (count < rows.length && count < MOST_LIVE_ROWS && (count < LIVE_ROWS || positives < LIVE_POSITIVES))
    positives += label[rows[count++]]
  return wholeRequests(rows, request, count)
}

/** The first `most` of these rows, and on to the end of the request they end in. */
function wholeRequests(rows: Uint32Array, request: Uint32Array | null, most: number): Uint32Array {
  let end = Math.min(most, rows.length)
  while (request && end > 0 && end < rows.length && request[rows[end]] === request[rows[end - 1]]) end++
  return rows.subarray(0, end)
}

/** Whether most rows between the first and the last are missing, as after a split at random; rows ascend. */
function isThinned(rows: Uint32Array): boolean {
  return rows.length > 0 && 2 * rows.length < rows[rows.length - 1] - rows[0] + 1
}

function gather<T extends Uint8Array | Uint32Array | Float32Array | Float64Array>(
  from: T,
  rows: Uint32Array,
  into: T
): T {
  for (let i = 0; i < rows.length; i++) into[i] = from[rows[i]]
  return into
}
