import { expect, test } from 'vitest'
import { sigmoid } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { withLevel } from '../../../src/core/treatments/level.ts'
import type { Undo } from '../../../src/core/treatments/treatment.ts'
import { applyUndo, undoOdds } from '../../../src/core/treatments/undo.ts'

const random = Random.of(7)
const truth = Float32Array.from({ length: 20_000 }, () => -4 + 1.5 * random.normal())
const labels = Uint8Array.from(truth, (z) => Number(random.uniform() < sigmoid(z)))
const positives = labels.reduce((sum, label) => sum + label, 0)

const meanOf = (undo: Undo, logits: Float32Array): number =>
  applyUndo(undo, logits, new Float64Array(logits.length)).reduce((sum, z) => sum + sigmoid(z), 0) / logits.length

test.each<Undo>([undoOdds(50), { kind: 'focal', gamma: 2 }])(
  'withLevel(%o) makes the mean score the share of positives',
  (undo) => {
    const logits = truth.map((z) => 0.6 * z + 1)
    const levelled = withLevel(undo, { logits, labels, standsFor: [1, 1] })
    expect(meanOf(levelled, logits)).toBeCloseTo(positives / labels.length, 10)
    expect(Math.abs(meanOf(undo, logits) / (positives / labels.length) - 1)).toBeGreaterThan(0.3)
  }
)

test('withLevel(undoOdds(w)) is undoOdds(w) where w is all that is wrong, as far as labels can tell', () => {
  const logits = truth.map((z) => z + Math.log(50))
  const levelled = withLevel(undoOdds(50), { logits, labels, standsFor: [1, 1] })
  expect(levelled).toMatchObject({ kind: 'shift' })
  if (levelled.kind === 'shift') expect(Math.abs(levelled.shift + Math.log(50))).toBeLessThan(3 / Math.sqrt(positives))
})

test('withLevel of every fourth negative, each standing for four, is near that of all', () => {
  const logits = truth.map((z) => 0.6 * z + 1)
  let met = 0
  const kept = Uint32Array.from(labels.keys()).filter((row) => labels[row] || met++ % 4 === 0)
  const part = {
    logits: Float32Array.from(kept, (row) => logits[row]),
    labels: Uint8Array.from(kept, (row) => labels[row]),
  }
  const [all, some] = [
    withLevel(undoOdds(50), { logits, labels, standsFor: [1, 1] }),
    withLevel(undoOdds(50), { ...part, standsFor: [4, 1] }),
  ]
  if (all.kind === 'shift' && some.kind === 'shift') expect(Math.abs(all.shift - some.shift)).toBeLessThan(0.03)
  else expect.unreachable()
})

test('withLevel leaves alone what is not bent, and adds nothing where one class is missing', () => {
  const rows = { logits: truth, labels, standsFor: [1, 1] } as const
  expect(withLevel({ kind: 'identity' }, rows)).toEqual({ kind: 'identity' })
  expect(withLevel(undoOdds(3), { ...rows, labels: labels.map(() => 0) })).toEqual(undoOdds(3))
})
