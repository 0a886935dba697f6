import type { ValueRows } from '../../../src/core/value/decision-kind.ts'

interface Facts {
  readonly labels: readonly number[]
  readonly truth?: readonly number[]
  readonly amounts?: readonly number[]
  /** Rows of each request; one request where it is left out. */
  readonly sizes?: readonly number[]
  readonly relevance?: readonly number[]
  readonly bids?: readonly number[]
  readonly examined?: readonly number[]
}

/** Rows of requests, logged from the top down; candidates for slots where they have bids. */
export function valueRows(facts: Facts): ValueRows {
  const { labels, truth, amounts, relevance, bids, examined = [1, 0.5, 0.25] } = facts
  const sizes = facts.sizes ?? [labels.length]
  return {
    labels: Uint8Array.from(labels),
    truth: truth ? Float32Array.from(truth) : null,
    relevance: relevance ? Float32Array.from(relevance) : null,
    requests: Uint32Array.from(sizes.flatMap((size, request) => Array<number>(size).fill(request))),
    amounts: amounts ? Float32Array.from(amounts) : null,
    slots: bids
      ? {
          bids: Float32Array.from(bids),
          positions: Uint8Array.from(sizes.flatMap((size) => Array.from({ length: size }, (_, i) => i + 1))),
          examined: Float64Array.from(examined),
        }
      : null,
  }
}

export function sum(values: Float64Array | null): number {
  return values?.reduce((total, value) => total + value, 0) ?? NaN
}
