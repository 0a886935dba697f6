import type { Folds } from '../metrics/curves/fold-thresholds.ts'
import type { Sample } from '../metrics/metric.ts'
import { sortDescending } from '../metrics/sort/descending.ts'
import { chooseBy, type Rule } from './choose.ts'
import type { OwnCounts } from './contract.ts'
import { decisionCurve } from './curve.ts'
import type { DecisionRows } from './decision-rows.ts'
import { ownCounts } from './report.ts'

/**
 * What a rule that chooses a threshold comes to on rows that had no part in the choice: each fold is cut where the rule cuts the others.
 * Where it refuses to cut those, no alert is raised. The threshold that is named is the one of all rows, which this is not about
 * exactly; null without folds, or where the rule refuses to cut all rows.
 */
export function crossFittedCounts(
  rows: DecisionRows,
  folds: Folds,
  rule: Rule,
  labels: Sample['labels'] = rows.labels
): OwnCounts | null {
  const { threshold } = chooseBy(decisionCurve(rows, labels), rule)
  if (folds.count === 0 || threshold === null) return null
  const own = new Float32Array(rows.scores.length)
  for (let fold = 0; fold < folds.count; fold++) {
    const cut = chooseBy(curveOf(rows, labels, placesBut(folds, fold)), rule).threshold ?? Infinity
    for (let row = 0; row < own.length; row++) if (folds.of[row] === fold) own[row] = cut
  }
  return ownCounts({ ...rows, own, deployed: threshold }, labels)
}

function curveOf(rows: DecisionRows, labels: Sample['labels'], places: Uint32Array) {
  const scores = Float32Array.from(places, (place) => rows.scores[place])
  const order = sortDescending(scores)
  const { amounts, times, trafficShare } = rows
  const some: DecisionRows = {
    ...{ scores, order, ranked: order, own: rows.deployed, deployed: rows.deployed },
    labels: Uint8Array.from(places, (place) => rows.labels[place]),
    ...{ truth: null, customers: null, clusters: null },
    amounts: amounts && Float32Array.from(places, (place) => amounts[place]),
    times: times && Float64Array.from(places, (place) => times[place]),
    trafficShare: (trafficShare * places.length) / rows.scores.length,
  }
  return decisionCurve(
    some,
    Float32Array.from(places, (place) => labels[place])
  )
}

function placesBut({ of }: Folds, fold: number): Uint32Array {
  return Uint32Array.from([...of.keys()].filter((place) => of[place] !== fold))
}
