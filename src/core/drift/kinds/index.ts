import type { World } from '../../../../datasets/dataset.ts'
import { adversary } from './adversary.ts'
import { baseRate } from './base-rate.ts'
import { brokenFeature } from './broken-feature.ts'
import { concept } from './concept.ts'
import { covariateMix } from './covariate-mix.ts'
import type { Drift, DriftKind } from './kind.ts'
import { amountOf } from './shape.ts'
import { unseenValues } from './unseen-values.ts'

export { amountOf }

export const driftKinds: readonly DriftKind[] = [
  concept,
  covariateMix,
  baseRate,
  unseenValues,
  brokenFeature,
  adversary,
]

/** The drift that is injected by default. */
export const usualDrift = concept.id

/** @throws one line naming the kinds there are */
export function driftKindOf(id: string): DriftKind {
  const kind = driftKinds.find((each) => each.id === id)
  if (!kind) throw new Error(`unknown drift: ${id}; expected one of ${driftKinds.map((each) => each.id).join(', ')}`)
  return kind
}

/** The world with each of these drifts applied from its own start on. */
export function bendWorld(world: World, drifts: readonly Drift[]): World {
  return drifts.reduce(
    (bent, drift) => bent.bend(driftKindOf(drift.kind).bend(drift.size), (time) => amountOf(drift, time)),
    world
  )
}
