import { describe, expect, it } from 'vitest'
import { openLbfgs, type Objective } from '../../../../src/core/learners/network/lbfgs.ts'
import { linearLoss } from '../../../../src/core/learners/network/linear-loss.ts'

const fresh = (size: number) => ({ at: new Float64Array(size), moves: [], changes: [], steps: 0, idle: 0 })

/** ½ Σ c_i (x_i − i)², whose minimum lies at 0, 1, 2, … */
const bowl: Objective = (at, slope) => {
  let value = 0
  for (let i = 0; i < at.length; i++) {
    const curve = 10 ** (i % 4)
    slope[i] = curve * (at[i] - i)
    value += 0.5 * curve * (at[i] - i) ** 2
  }
  return value
}

describe('openLbfgs', () => {
  it('finds the minimum of a long narrow bowl to twelve digits', () => {
    const solver = openLbfgs(bowl, new Float64Array(8).fill(1), fresh(8))
    while (solver.steps < 200 && solver.step());
    solver.at.forEach((x, i) => expect(x).toBeCloseTo(i, 12))
  })

  it('takes one step where it is told the curvature', () => {
    const solver = openLbfgs(
      bowl,
      Float64Array.from({ length: 8 }, (_, i) => 10 ** (i % 4)),
      fresh(8)
    )
    solver.step()
    solver.at.forEach((x, i) => expect(x).toBeCloseTo(i, 12))
  })

  it('goes on from a state to the same bytes', () => {
    const curvature = new Float64Array(8).fill(1)
    const whole = openLbfgs(bowl, curvature, fresh(8))
    for (let i = 0; i < 6; i++) whole.step()
    const middle = structuredClone(whole.state())
    for (let i = 0; i < 6; i++) whole.step()
    const resumed = openLbfgs(bowl, curvature, middle)
    for (let i = 0; i < 6; i++) resumed.step()
    expect(resumed.state()).toEqual(whole.state())
  })
})

describe('linearLoss', () => {
  const batch = {
    rows: 4,
    numeric: Float32Array.from([0.5, -1, 2, 0.25, -0.75, 1.5, -2, 0.125]),
    codes: Int32Array.from([0, 1, 2, 1]),
    labels: Float32Array.from([1, 0, 1, 0]),
    weights: Float32Array.from([3, 1, 3, 1]),
  }
  const { objective, logLoss, curvature } = linearLoss({ batch, numeric: 2, fields: 1, l2: 0.1 })
  const at = Float64Array.from([0.3, -0.2, 0.7, 0.1, -0.4, 0.6])

  it('has the slope that differences of its value show', () => {
    const slope = new Float64Array(6)
    objective(at, slope)
    const step = 1e-6
    for (let i = 0; i < 6; i++) {
      const [low, high] = [-step, step].map((move) =>
        objective(
          at.map((x, k) => (k === i ? x + move : x)),
          new Float64Array(6)
        )
      )
      expect(slope[i]).toBeCloseTo((high - low) / (2 * step), 8)
    }
  })

  it('tells the weighted mean log loss without the penalty: ln 2 at zero', () => {
    objective(new Float64Array(6), new Float64Array(6))
    expect(logLoss()).toBeCloseTo(Math.LN2, 12)
  })

  it('tells the second derivative at zero exactly, where all chances are one half', () => {
    const zero = new Float64Array(6)
    const slopes = [-1e-5, 1e-5].map((move) => {
      const slope = new Float64Array(6)
      objective(
        zero.map((x, k) => (k === 1 ? x + move : x)),
        slope
      )
      return slope[1]
    })
    expect(curvature(0.5, 6)[1]).toBeCloseTo((slopes[1] - slopes[0]) / 2e-5, 6)
  })
})
