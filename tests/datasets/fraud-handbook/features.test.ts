import { DAY } from '../../../src/core/kernel/time.ts'
import { describe, expect, it } from 'vitest'
import { schema } from '../../../datasets/fraud-handbook/columns.ts'
import { featureWriter } from '../../../datasets/fraud-handbook/features.ts'
import { historyOf, small } from './small.ts'

const history = historyOf(small, 3)
const { rows, time, customer, terminal, cents, scenario } = history
const every = Array.from({ length: rows }, (_, row) => row)

function columnsOf(leak: boolean): Record<string, Float32Array> {
  const numeric = schema.numeric.map(() => new Float32Array(rows))
  featureWriter(history, leak)({ from: 0, to: rows }, numeric, 0)
  return Object.fromEntries(schema.numeric.map(({ id }, i) => [id, numeric[i]]))
}

describe('featureWriter', () => {
  const written = columnsOf(false)
  const leaking = columnsOf(true)
  const checked = every.filter((row) => row % 61 === 0)

  it.each([1, 7, 30])('counts the customer’s last %i days, this payment too, as brute force does', (days) => {
    for (const row of checked) {
      const held = every.filter((i) => i <= row && customer[i] === customer[row] && time[i] > time[row] - days * DAY)
      const mean = held.reduce((sum, i) => sum + cents[i], 0) / held.length / 100
      expect(written[`customerCount${days}`][row]).toBe(held.length)
      expect(written[`customerAmount${days}`][row]).toBe(Math.fround(mean))
    }
  })

  it.each([1, 7, 30])(
    'counts the terminal’s %i days that ended a week ago, and its frauds, as brute force does',
    (days) => {
      let risky = 0
      for (const row of checked) {
        const until = time[row] - 7 * DAY
        const held = every.filter(
          (i) => terminal[i] === terminal[row] && time[i] > until - days * DAY && time[i] <= until
        )
        const frauds = held.filter((i) => scenario[i] > 0).length
        expect(written[`terminalCount${days}`][row]).toBe(held.length)
        expect(written[`terminalRisk${days}`][row]).toBe(Math.fround(held.length > 0 ? frauds / held.length : 0))
        risky += +(frauds > 0)
      }
      expect(risky).toBeGreaterThan(20)
    }
  )

  it.each([1, 7, 30])('leaking, the terminal’s %i days end now and tell this payment’s own label', (days) => {
    for (const row of checked) {
      const held = every.filter((i) => i <= row && terminal[i] === terminal[row] && time[i] > time[row] - days * DAY)
      const frauds = held.filter((i) => scenario[i] > 0).length
      expect(leaking[`terminalCount${days}`][row]).toBe(held.length)
      expect(leaking[`terminalRisk${days}`][row]).toBe(Math.fround(frauds / held.length))
      if (scenario[row] > 0) expect(leaking[`terminalRisk${days}`][row]).toBeGreaterThan(0)
    }
    expect(leaking.customerAmount7).toEqual(written.customerAmount7)
  })

  it('knows weekends and nights from Sunday, 1 April 2018, on', () => {
    for (const row of checked) {
      const date = new Date(Date.UTC(2018, 3, 1) + 1000 * time[row])
      expect(written.weekend[row]).toBe(+[0, 6].includes(date.getUTCDay()))
      expect(written.night[row]).toBe(+(date.getUTCHours() <= 6))
      expect(written.amount[row]).toBe(Math.fround(cents[row] / 100))
    }
  })
})
