import { describe, expect, it } from 'vitest'
import { expectedPsi, psiOf, psiOfCounts } from '../../../../src/core/drift/detectors/psi.ts'
import { countBins, sketchOf } from '../../../../src/core/drift/detectors/sketch.ts'
import type { Watched } from '../../../../src/core/drift/detectors/watch.ts'
import { Random } from '../../../../src/core/kernel/random.ts'
import goldens from '../../../goldens/psi.json' with { type: 'json' }

function numbers(values: ArrayLike<number | null>, requests: Uint32Array | null = null): Watched {
  const column = { kind: 'numeric', values: Float32Array.from(Array.from(values, (value) => value ?? NaN)) } as const
  return { column, ranges: [{ from: 0, to: values.length }], requests, labels: null }
}

function codes(values: ArrayLike<number>, requests: Uint32Array | null = null): Watched {
  const column = { kind: 'categorical', values: Uint16Array.from(values) } as const
  return { column, ranges: [{ from: 0, to: values.length }], requests, labels: null }
}

describe('psiOf equals numpy to 1e-9, bins and all', () => {
  it.each(goldens)('$name ($kind)', ({ kind, reference, current, counts, psi }) => {
    const watch = (values: (number | null)[]): Watched =>
      kind === 'numeric' ? numbers(values) : codes(values.map((value) => value ?? 0))
    const sketch = sketchOf(watch(reference))
    expect([...sketch.counts]).toEqual(counts[0])
    expect([...countBins(sketch, watch(current))]).toEqual(counts[1])
    expect(Math.abs(psiOf(sketch, watch(current)).value - psi)).toBeLessThanOrEqual(1e-9)
  })
})

describe('psiOfCounts', () => {
  it('of the same shares is zero, and of swapped sides the same', () => {
    const [a, b] = [Float64Array.of(10, 20, 70), Float64Array.of(30, 30, 40)]
    expect(psiOfCounts(a, Float64Array.of(20, 40, 140))).toBeCloseTo(0, 15)
    expect(psiOfCounts(a, b)).toBe(psiOfCounts(b, a))
  })

  it('of N(0, 1) and N(δ, 1) in fine bins is δ²', () => {
    const shares = (mean: number): Float64Array =>
      Float64Array.from({ length: 2000 }, (_, i) => 1e9 * Math.exp(-((i / 100 - 10 - mean) ** 2) / 2))
    for (const delta of [0.1, 0.316, 0.5]) expect(psiOfCounts(shares(0), shares(delta))).toBeCloseTo(delta * delta, 4)
  })

  it('counts half a row in a bin that is empty on one side, and leaves out bins empty on both', () => {
    const found = psiOfCounts(Float64Array.of(50, 50, 0, 0), Float64Array.of(40, 50, 10, 0))
    const [r, c] = [
      [50 / 100.5, 50 / 100.5, 0.5 / 100.5],
      [0.4, 0.5, 0.1],
    ]
    expect(found).toBeCloseTo(
      r.reduce((sum, share, i) => sum + (c[i] - share) * Math.log(c[i] / share), 0),
      12
    )
  })

  it('is 0 where there is nothing to compare', () => {
    expect(psiOfCounts(new Float64Array(3), Float64Array.of(1, 2, 3))).toBe(0)
    expect(psiOf(sketchOf(numbers([])), numbers([1, 2])).expected).toBe(0)
  })
})

describe('expectedPsi', () => {
  const random = Random.of(21)
  const normals = (n: number): Float32Array => {
    const out = new Float32Array(n)
    random.normals(out)
    return out
  }
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

  it('of ten bins, 5000 rows and 2000 is 0.0063', () => {
    expect(expectedPsi(sketchOf(numbers(normals(5000))), 2000)).toBeCloseTo(0.0063, 12)
  })

  it('is the mean of psi without drift, missing values included', () => {
    const column = (n: number): Watched => numbers(normals(n).map((x) => (random.uniform() < 0.2 ? NaN : x)))
    const drawn = Array.from({ length: 300 }, () => psiOf(sketchOf(column(2500)), column(1000)))
    expect(mean(drawn.map(({ value }) => value)) / drawn[0].expected).toBeCloseTo(1, 1)
  })

  it('is the mean of psi where rows come in requests that share a value', () => {
    const request = (rows: number): Uint32Array => Uint32Array.from({ length: rows }, (_, i) => Math.floor(i / 20))
    const column = (requests: number): Watched => {
      const user = normals(requests)
      const values = Float32Array.from({ length: requests * 20 }, (_, i) => user[Math.floor(i / 20)])
      return numbers(values, request(values.length))
    }
    const drawn = Array.from({ length: 200 }, () => psiOf(sketchOf(column(600)), column(300)))
    const found = mean(drawn.map(({ value }) => value))
    expect(found / mean(drawn.map(({ expected }) => expected))).toBeCloseTo(1, 1)
    expect(found).toBeGreaterThan(10 * 9 * (1 / 12000 + 1 / 6000))
  })

  it.each([
    ['a long tail', (n: number) => 20000 ** n],
    ['twenty thousand values alike', (n: number) => 20000 * n],
  ])('holds within 0.7 and 1.5 times for a field of %s, though rows to come hold values never seen', (_, quantile) => {
    const column = (n: number): Watched =>
      codes(Float64Array.from({ length: n }, () => 1 + Math.floor(quantile(random.uniform()))))
    const drawn = Array.from({ length: 40 }, () => psiOf(sketchOf(column(8000)), column(2000)))
    const ratio = mean(drawn.map(({ value }) => value)) / mean(drawn.map(({ expected }) => expected))
    expect(ratio).toBeGreaterThan(0.7)
    expect(ratio).toBeLessThan(1.5)
  })
})

describe('sketchOf', () => {
  it('reads only the rows of its ranges', () => {
    const values = Float32Array.from({ length: 100 }, (_, i) => (i < 50 ? i : 1000))
    const column = { kind: 'numeric', values } as const
    const pieces: Watched = {
      column,
      ranges: [
        { from: 0, to: 20 },
        { from: 30, to: 50 },
      ],
      requests: null,
      labels: null,
    }
    const sketch = sketchOf(pieces)
    expect(sketch.rows).toBe(40)
    expect([...sketch.counts]).toEqual([...new Array(10).fill(4), 0])
    expect(psiOf(sketch, pieces).value).toBe(0)
  })

  it('names its bins', () => {
    const rows = [...new Array(10).fill(8), ...new Array(11).fill(5), 7, 0]
    expect(sketchOf(codes(rows)).labels).toEqual(['value 5', 'value 8', 'other', 'missing', 'unseen'])
    expect(sketchOf(numbers([1, 1, 1, 2, 2])).labels).toEqual(['up to 1', 'above 1', 'missing'])
  })

  it('takes values of a single request for unseen ones of the reference', () => {
    const frequent = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((code) => new Array<number>(10).fill(code))
    const values = [...frequent, 50, 50, 60, 60]
    const requests = Uint32Array.from(values.keys())
    requests[values.length - 3] = requests[values.length - 4]
    expect([...sketchOf(codes(values, requests)).counts].slice(-3)).toEqual([2, 0, 2])
  })
})
