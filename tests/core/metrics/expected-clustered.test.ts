import { describe, expect, it, test } from 'vitest'
import { paymentFraud } from '../../../datasets/payment-fraud/index.ts'
import { measureBoth } from '../../../src/core/metrics/measure.ts'
import type { Measured } from '../../../src/core/metrics/metric.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { viewKnobs } from '../../../src/scenarios/sections/view.ts'
import { scenarioOf } from '../../../src/scenarios/stories/index.ts'

const BASE_RATE = 0.005
const ids = ['auc', 'prAuc', 'logLoss', 'normalisedEntropy', 'brier', 'f1'] as const

/** The truth's own score on rows with about so many frauds of a world with few customers, so that drawing is quick. */
async function measuredOn(seed: number, positives: number): Promise<Measured> {
  const settings = { ...defaultDocument('payment-fraud').world, baseRate: BASE_RATE, customers: 2000 }
  const world = await paymentFraud.create(settings as Parameters<typeof paymentFraud.create>[0], seed)
  const from = positives === 100 ? 0 : Math.round(20 / BASE_RATE)
  const { table, truth } = world.draw({ from, to: from + Math.round(positives / BASE_RATE) })
  const { probability } = truth!
  const rows = { ranking: null, requests: null, relevance: null }
  const options = { k: 1, alerts: 1, gain: 'linear', threshold: 0.3, baseRate: BASE_RATE } as const
  return measureBoth({
    sample: { ...rows, scores: probability, labels: table.label },
    truth: probability,
    options,
    ids: [...ids],
  })
}

/** By how many per cent the expected value is above what labels give, both in the mean over seeds in which they have one. */
async function biasesOf(seeds: number, positives: number) {
  const found: Measured[] = []
  for (let seed = 1; seed <= seeds; seed++) found.push(await measuredOn(seed, positives))
  return Object.fromEntries(
    ids.map((id) => {
      const both = found.filter(({ sampled }) => sampled[id] !== null)
      const sum = (of: 'sampled' | 'expected'): number => both.reduce((total, one) => total + one[of][id]!, 0)
      return [id, 100 * (sum('expected') / sum('sampled') - 1)]
    })
  )
}

describe('expected metrics of payment fraud, whose frauds come in episodes', () => {
  it('are near what labels give over a few seeds', { timeout: 60_000 }, async () => {
    const biases = await biasesOf(4, 100)
    for (const id of ['auc', 'prAuc', 'f1']) expect(Math.abs(biases[id]), `${id}: ${biases[id]} %`).toBeLessThan(4)
  })

  test.skipIf(!process.env.SKEWLAB_LONG)(
    'are off by what the help of the expected reading says, over 200 seeds',
    { timeout: 600_000 },
    async () => {
      const { help } = viewKnobs(scenarioOf('payment-fraud')).expected
      for (const [positives, tolerance] of [
        [5, 10],
        [20, 6],
        [100, 2],
      ]) {
        const { normalisedEntropy, logLoss, brier, ...ranking } = await biasesOf(200, positives)
        for (const [id, bias] of Object.entries(ranking))
          expect(Math.abs(bias), `${id}: ${bias} %`).toBeLessThan(tolerance)
        for (const bias of [logLoss, brier]) expect(Math.abs(bias)).toBeLessThan(tolerance)
        expect(help).toContain(`${said(ranking.prAuc)} and ${said(normalisedEntropy)} at ${positives} expected frauds`)
      }
    }
  )
})

/** `−2.4 %` */
function said(bias: number): string {
  return `${bias < 0 ? '−' : '+'}${Math.abs(bias).toFixed(1)} %`
}
