import type { Sample } from '../../../src/core/metrics/metric.ts'

interface Rows {
  scores: readonly number[]
  labels: readonly number[]
  relevance?: readonly number[]
  requests?: readonly number[]
}

/** A sample from plain arrays; labels are bytes where they are 0 or 1. */
export function sampleOf({ scores, labels, relevance, requests }: Rows): Sample {
  return {
    scores: Float32Array.from(scores),
    ranking: null,
    labels: labels.every((label) => label === 0 || label === 1) ? Uint8Array.from(labels) : Float32Array.from(labels),
    requests: requests ? Uint32Array.from(requests) : null,
    relevance: relevance ? Float32Array.from(relevance) : null,
  }
}
