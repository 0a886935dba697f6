import type { Frame } from '@playwright/test'
import { expect, test } from '../lab.ts'
import { button, finished, numbersOf, train } from '../race.ts'

/** Many clicks that hang on pairs alone: learnt from few rows, so that there is something to lose. */
const learnable = 'rows=30000&baseRate=0.2&positionBias=0&crossStrength=2&cardinality=0.05&noise=0&missingRate=0'
const link = `#lab=1&engine=fused&${learnable}&step=operation&drift.size=1`

const slow = { timeout: 60_000 }
const timeline = (lab: Frame) => lab.getByRole('img', { name: /^AUC in live traffic/ })

/** AUC of DCN-V2 and the best possible, window by window, with what happened in each. */
async function aucs(lab: Frame): Promise<{ auc: number; best: number; event: string }[]> {
  const [head, ...rows] = await numbersOf(lab, /^Live traffic/)
  const at = (name: string): number => head.indexOf(name)
  return rows.map((row) => ({
    auc: Number(row[at('AUC, DCN-V2')]),
    best: Number(row[at('AUC, the world knows')]),
    event: row[at('Event')],
  }))
}

/** Features whose PSI in the latest window is far more than chance alone gives as few rows. */
async function movedFeatures(lab: Frame): Promise<string[]> {
  const [, ...rows] = await numbersOf(lab, 'Population stability')
  expect(rows.length).toBeGreaterThan(20)
  return rows
    .filter(([name, latest, expected]) => !name.startsWith('scores') && Number(latest) > 0.1 + 3 * Number(expected))
    .map(([name]) => name)
}

async function windows(lab: Frame): Promise<number> {
  const texts = await lab.getByText(/· \d+ windows?/).allTextContents()
  return Number(/(\d+) window/.exec(texts.join())?.[1] ?? 0)
}

/** Lets windows of traffic through, one press each; one that was under way when traffic was paused comes first. */
async function flow(lab: Frame, count: number): Promise<void> {
  let before = -1
  const settles = async (): Promise<boolean> => before === (before = await windows(lab))
  await expect.poll(settles, { ...slow, intervals: [2000] }).toBe(true)
  for (let i = 0; i < count; i++) await button(lab, 'One window').click()
  await expect(lab.getByText(`· ${before + count} window`)).toBeVisible(slow)
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

test('traffic flows after training; drift brings DCN-V2 down, no feature moves, retraining brings it back', async ({
  open,
}) => {
  test.setTimeout(240_000)
  const lab = await open(link)
  await expect(lab.getByText(/^Live traffic needs trained models\./)).toBeVisible()
  await train(lab).click()
  await finished(lab)
  await button(lab, 'Start traffic').click()
  const reading = /day [\d.]+: Logistic regression 0\.\d+, DCN-V2 0\.\d+, the world knows 0\.\d+/
  await expect(timeline(lab)).toHaveAccessibleName(reading, slow)
  await button(lab, 'Pause').click()
  await flow(lab, 2)
  await button(lab, 'Inject drift').click()
  await expect(lab.getByText('Concept, sudden').first()).toBeVisible()
  await expect(lab.getByRole('status').last()).toHaveText('Concept, sudden')
  await flow(lab, 4)
  expect(await movedFeatures(lab)).toEqual([])

  await lab.getByRole('spinbutton', { name: /on the last/ }).fill('1')
  await button(lab, 'Retrain').click()
  await expect(lab.getByText('Retraining on the last day; simulated time stands still.').first()).toBeVisible()
  await button(lab, 'Models').click()
  await train(lab).click()
  await expect(lab.getByText(/^Models are being retrained on live traffic/)).toBeVisible()
  await button(lab, 'Operation').click()
  await expect(lab.getByText('retrained on 1 day').first()).toBeVisible({ timeout: 120_000 })
  await flow(lab, 2)

  const all = await aucs(lab)
  const drift = all.findIndex(({ event }) => event.includes('Concept, sudden'))
  const retrained = all.findIndex(({ event }) => event.includes('retrained on 1 day'))
  expect([drift, retrained]).toEqual([all.length - 6, all.length - 2])
  const gap = (from: number, to: number): number => mean(all.slice(from, to).map(({ auc, best }) => best - auc))
  const [calm, stale, fresh] = [gap(0, drift), gap(drift, retrained), gap(retrained, all.length)]
  expect(stale).toBeGreaterThan(calm + 0.05)
  expect(fresh).toBeLessThan((calm + stale) / 2)

  await button(lab, 'Reset').click()
  await expect(lab.getByText('Traffic has not started')).toBeVisible()
  await lab.getByLabel('What changes', { exact: true }).selectOption('broken-feature')
  await flow(lab, 1)
  expect(await movedFeatures(lab)).toEqual([])
  await button(lab, 'Inject drift').click()
  await flow(lab, 1)
  expect(await movedFeatures(lab)).toHaveLength(1)
})
