import type { Outcome } from '../../value/decision-kind.ts'
import { worthOf, type DecidedRows } from '../../value/decided-rows.ts'
import { requestStarts } from '../../value/requests.ts'
import type { DenseIds } from '../dense.ts'

/** What each cluster adds to every sum that a value report is made of; null where the outcome does not tell. */
export interface ValueSums {
  /** Requests or rows, whichever values are of. */
  readonly units: Float64Array
  readonly value: Float64Array | null
  readonly valueOfTruth: Float64Array | null
  readonly welfare: Float64Array | null
  readonly welfareOfTruth: Float64Array | null
  /** Predicted chances of the chosen rows and of all, and what came: labels, or true chances. */
  readonly predictedOfChosen: Float64Array
  readonly cameOfChosen: Float64Array | null
  readonly predicted: Float64Array
  readonly came: Float64Array | null
}

export function valueSums(decided: DecidedRows, outcome: Outcome, clusters: DenseIds): ValueSums {
  const { kind, rows, scores, made, informed } = decided
  const chances = outcome === 'truth' ? rows.truth : rows.labels
  const starts = kind.per.of === 'requests' && rows.requests ? requestStarts(rows.requests) : null
  const clusterOf = (unit: number): number => clusters.of[starts ? starts[unit] : unit]
  const byUnit = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(clusters.count)
    for (let unit = 0; unit < values.length; unit++) sums[clusterOf(unit)] += values[unit]
    return sums
  }
  const byCluster = (values: Float64Array | null): Float64Array | null => values && byUnit(values)
  const unitCount = starts ? starts.length - 1 : rows.labels.length
  const ofTruth = outcome === 'truth' ? informed : null
  const isChosen = (row: number): boolean => made.place[row] > 0
  return {
    units: byUnit(new Float64Array(unitCount).fill(1)),
    value: byCluster(worthOf(decided, 'value', made, outcome)),
    valueOfTruth: byCluster(worthOf(decided, 'value', ofTruth, outcome)),
    welfare: byCluster(worthOf(decided, 'welfare', made, outcome)),
    welfareOfTruth: byCluster(worthOf(decided, 'welfare', ofTruth, outcome)),
    predictedOfChosen: sumRows(scores, clusters, isChosen),
    cameOfChosen: chances && sumRows(chances, clusters, isChosen),
    predicted: sumRows(scores, clusters),
    came: chances && sumRows(chances, clusters),
  }
}

function sumRows(
  values: ArrayLike<number>,
  clusters: DenseIds,
  isCounted: (row: number) => boolean = () => true
): Float64Array {
  const sums = new Float64Array(clusters.count)
  for (let row = 0; row < values.length; row++) if (isCounted(row)) sums[clusters.of[row]] += values[row]
  return sums
}
