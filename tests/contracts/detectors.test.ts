import { describe, expect, it } from 'vitest'
import type { Detector } from '../../src/core/drift/detectors/detector.ts'
import { detectors } from '../../src/core/drift/detectors/index.ts'
import type { Column, Watched } from '../../src/core/drift/detectors/watch.ts'
import { Random } from '../../src/core/kernel/random.ts'

const rows = 4000

function columns(seed: number, move = 0): Record<Column['kind'], Watched> {
  const random = Random.of(seed)
  const values = Float32Array.from({ length: rows }, () => random.normal() + move)
  const codes = Uint16Array.from({ length: rows }, () => 1 + random.below(30) * (random.uniform() < move ? 7 : 1))
  const ranges = [{ from: 0, to: rows }]
  return {
    numeric: { column: { kind: 'numeric', values }, ranges, requests: null },
    categorical: { column: { kind: 'categorical', values: codes }, ranges, requests: null },
  }
}

describe.each(detectors.map((detector) => ({ id: detector.id, detector: detector as Detector })))(
  '$id',
  ({ detector }) => {
    it('has a label, a help that is a sentence, and lines in order', () => {
      expect(detector.label).not.toBe('')
      expect(detector.help).toMatch(/^[A-Z].{30,}\.$/)
      const values = detector.lines.map((line) => line.value)
      expect(values).toEqual(values.toSorted((a, b) => a - b))
    })

    it.each(['numeric', 'categorical'] as const)('%s: sees a moved column and not an unmoved one', (kind) => {
      const watch = detector.learn(columns(1)[kind])
      const unmoved = watch(columns(2)[kind])
      const moved = watch(columns(3, 0.8)[kind])
      expect(unmoved.psi).toBeLessThan(3 * unmoved.expected)
      expect(unmoved.psi).toBeLessThan(detector.lines[0].value)
      expect(moved.psi).toBeGreaterThan(detector.lines[1].value)
    })

    it.each(['numeric', 'categorical'] as const)('%s: gives the same again, and finite numbers of no rows', (kind) => {
      const watch = detector.learn(columns(1)[kind])
      expect(watch(columns(2)[kind])).toEqual(watch(columns(2)[kind]))
      const none = watch({ ...columns(2)[kind], ranges: [] })
      expect(Number.isFinite(none.psi) && Number.isFinite(none.expected)).toBe(true)
    })
  }
)
