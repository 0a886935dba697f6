import { metrics } from './kinds/index.ts'
import { lackingIn, NEEDS, type Metric, type Need, type Sample } from './metric.ts'

/** What rows lack, as what goes on from "n/a: ". */
const WORDS: Readonly<Record<Need, string>> = {
  labels: 'rows have no label',
  requests: 'no column says which rows belong to one request',
  relevance: 'the true relevance of rows is not known',
  grades: 'no column grades how relevant rows are',
  outcomes: 'no column measures what came of rows',
  times: 'no column says when rows happened',
  customers: 'no column says whose rows they are, or the split deals rows of one day to several parts',
}

/** All that a metric may need and these rows lack. */
export function lacksOf(sample: Sample): readonly Need[] {
  return lackingIn(sample, { needs: NEEDS })
}

/** Why a metric is n/a on rows that lack this, in words; empty where that is not why. */
export function whyLacking(lacks: readonly Need[], { needs }: Pick<Metric, 'needs'>): string {
  return needs
    .filter((need) => lacks.includes(need))
    .map((need) => WORDS[need])
    .join('; ')
}

/** By id, the metrics that are n/a on such rows, and why. */
export function notMeasured(lacks: readonly Need[]): Readonly<Record<string, string>> {
  const all: readonly Metric[] = metrics
  return Object.fromEntries(
    all.flatMap((metric) => {
      const why = whyLacking(lacks, metric)
      return why ? [[metric.id, why]] : []
    })
  )
}
