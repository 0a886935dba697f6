import { describe, expect, it } from 'vitest'
import type { Bend } from '../../../datasets/dataset.ts'
import type { FraudSettings } from '../../../datasets/payment-fraud/knobs.ts'
import type { Draw } from '../../../src/core/kernel/table.ts'
import { columnOf, surprise, tenthsOfFraud, worldWith } from './draws.ts'

const SETTINGS: readonly [settings: Partial<FraudSettings>, seed: number, rows: number][] = [
  [{}, 1, 500_000],
  [{ baseRate: 0.05, customers: 5_000 }, 2, 500_000],
  [{ baseRate: 0.0001 }, 3, 500_000],
  [{ baseRate: 0.02, evidence: 0, customers: 3_000 }, 4, 300_000],
  [{ baseRate: 0.02, evidence: 1.5, customers: 3_000, leak: true, labelDelay: 10 }, 5, 300_000],
]

function expectTrue(draw: Draw) {
  expect(Math.abs(surprise(draw))).toBeLessThan(4)
  const tenths = tenthsOfFraud(draw)
  for (let tenth = 0; tenth < 10; tenth++)
    expect(Math.abs(surprise(draw, (row) => tenths[row] === tenth))).toBeLessThan(4)
  for (const id of ['channel', 'entry', 'device', 'segment']) {
    const codes = columnOf(draw, id)
    const { cardinality } = draw.table.schema.categorical.find((column) => column.id === id)!
    for (let code = 1; code <= cardinality; code++)
      expect(Math.abs(surprise(draw, (row) => codes[row] === code))).toBeLessThan(4)
  }
}

describe.each(SETTINGS)('payment fraud with %o, seed %i', (settings, seed, rows) => {
  const draw = worldWith(settings, seed).draw({ from: 0, to: rows })

  it('has a truth that is calibrated: overall, by tenth, channel, entry, device and segment', () => {
    expectTrue(draw)
  })

  it('has a truth that is calibrated where evidence is old or new: by pace, risk and report', () => {
    for (const id of ['paymentsHour', 'paymentsDay', 'sinceReplaced', 'riskWeek', 'sinceReported', 'hour']) {
      if (settings.leak && id === 'riskWeek') continue
      const values = columnOf(draw, id)
      const middle = values.filter((value) => value === value).toSorted()
      const high = middle[Math.floor(0.9 * middle.length)]
      expect(Math.abs(surprise(draw, (row) => values[row] > high))).toBeLessThan(4)
      expect(Math.abs(surprise(draw, (row) => !(values[row] > high)))).toBeLessThan(4)
    }
  })

  it('has the base rate that was asked for, within four deviations of episodes', () => {
    const { label, cluster } = draw.table
    const frauds = new Map<number, number>()
    for (let row = 0; row < rows; row++) if (label[row]) frauds.set(cluster![row], (frauds.get(cluster![row]) ?? 0) + 1)
    const total = [...frauds.values()].reduce((sum, count) => sum + count, 0)
    const deviation = Math.sqrt([...frauds.values()].reduce((sum, count) => sum + count * count, 0))
    expect(Math.abs(total - rows * (settings.baseRate ?? 0.005))).toBeLessThan(4 * deviation)
  })
})

const BENDS: readonly Bend[] = [
  { mix: 1 },
  { logit: 1.4 },
  { logit: -1.4 },
  { concept: 1 },
  { unseen: 0.5 },
  { adapt: 0.9 },
  { broken: { mode: 'missing', share: 0.5 } },
]

it.each(BENDS)('the truth stays calibrated under %o, coming gradually', (bend) => {
  const world = worldWith({ baseRate: 0.03, customers: 4_000 }, 6)
  const bent = world.bend(bend, (time) => Math.min(1, time / (20 * 86_400)))
  expectTrue(bent.draw({ from: 0, to: 80_000 }))
})
