import { log } from '../../kernel/math.ts'
import type { Detector } from './detector.ts'
import { binOf, countBins, type Sketch, sketchOf } from './sketch.ts'
import { countUnseen } from './unseen.ts'
import { rowsIn, type Watched } from './watch.ts'

export const psi = {
  id: 'psi',
  label: 'PSI',
  help: 'Population stability index: how far the shares of a column’s bins have moved from the reference. Shows that a column changed, not whether it matters; it does not see a change between columns and label.',
  watches: ['column', 'scores'],
  lines: [
    { value: 0.1, label: 'moderate' },
    { value: 0.25, label: 'significant' },
  ],
  // Of windows that did not drift, fewer than one in a thousand reads as much.
  beyondChance: 3,
  isSequential: false,
  learn(reference) {
    const sketch = sketchOf(reference)
    return (current) => psiOf(sketch, current)
  },
} as const satisfies Detector

/** PSI of other rows against a reference, and what to expect of as many rows without drift. 0 where either is empty. */
export function psiOf(sketch: Sketch, current: Watched) {
  const counts = countBins(sketch, current)
  const unseen =
    sketch.known && countUnseen(sketch.known, current, counts.length, (value) => binOf(sketch.binning, value))
  return {
    value: unseen?.some(isPositive) ? psiWithUnseen(sketch.counts, counts, unseen) : psiOfCounts(sketch.counts, counts),
    expected: expectedPsi(sketch, rowsIn(current.ranges)),
  }
}

/**
 * Σ (cᵢ − rᵢ) ln(cᵢ / rᵢ) over the shares of bins in play, those with a row on either side. A bin in play that is empty
 * on one side counts half a row there.
 */
export function psiOfCounts(reference: Float64Array, current: Float64Array): number {
  const inPlay = [...reference.keys()].filter((bin) => reference[bin] > 0 || current[bin] > 0)
  const smoothed = (counts: Float64Array): number[] => inPlay.map((bin) => Math.max(0.5, counts[bin]))
  if (!reference.some(isPositive) || !current.some(isPositive)) return 0
  const [r, c] = [smoothed(reference), smoothed(current)]
  const [rows, rowsNow] = [sumOf(r), sumOf(c)]
  return sumOf(inPlay.map((_, i) => (c[i] / rowsNow - r[i] / rows) * log(c[i] / rowsNow / (r[i] / rows))))
}

/** PSI with the unseen rows, of which the reference has none, taken out of their bins into one of their own. */
function psiWithUnseen(reference: Float64Array, current: Float64Array, unseen: Float64Array): number {
  const seen = current.map((rows, bin) => rows - unseen[bin])
  return psiOfCounts(Float64Array.of(...reference, 0), Float64Array.of(...seen, sumOf([...unseen])))
}

/**
 * Mean of PSI over samples of this many rows without drift: (B − 1)(1/N + 1/M) for B bins in play, N reference and M
 * current rows. Where rows of a request are alike, Σ vᵢ / rᵢ stands for B − 1, vᵢ being the spread of bin i.
 */
export function expectedPsi({ counts, rows, spread }: Sketch, current: number): number {
  if (rows === 0 || current === 0) return 0
  const inPlay = [...counts.keys()].filter((bin) => counts[bin] > 0)
  const freedom = spread ? sumOf(inPlay.map((bin) => (spread[bin] * rows) / counts[bin])) : inPlay.length - 1
  return freedom * (1 / rows + 1 / current)
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function isPositive(count: number): boolean {
  return count > 0
}
