import { datasetOf } from '../../../datasets/index.ts'
import { defaultsOf, type Settings } from '../kernel/knobs.ts'
import type { Recipe } from '../training/run.ts'
import { splitKnobsFor } from '../training/split-knobs.ts'

/**
 * What the ceiling of columns follows from: the world, its version and every setting that is not its default, the seed, and how the
 * rows are parted. null where rows come from a file: nobody knows their truth.
 */
export function ceilingKey({
  dataset: id,
  version,
  settings,
  seed,
  split,
  range,
  drifts,
  file,
}: Recipe): string | null {
  const dataset = datasetOf(id)
  if (file || !dataset.closest) return null
  return JSON.stringify([
    id,
    version,
    departures(settings, defaultsOf(dataset.knobs)),
    seed,
    departures(split, defaultsOf(splitKnobsFor(dataset))),
    range,
    drifts,
  ])
}

function departures(settings: Settings, defaults: Settings): readonly (readonly [string, Settings[string]])[] {
  return Object.entries(settings)
    .filter(([id, value]) => value !== defaults[id])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
