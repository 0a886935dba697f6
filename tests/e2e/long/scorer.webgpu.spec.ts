import { expect, test } from '@playwright/test'
import { servePage, type SourcePage } from '../source-page.ts'
import type * as Scorer from '../scorer.ts'

/*
 * The scorer writes its own shaders, so that every shape is another program: it is held to float64 in a real browser, on
 * sources served by Vite as they stand.
 */
const script = `
import * as scorer from '/tests/e2e/scorer.ts'
window.scorer = scorer
`

let source: SourcePage

test.beforeAll(async () => {
  source = await servePage('scorer', script)
})

test.afterAll(() => source.close())

test.beforeEach(async ({ page }) => {
  await page.goto(source.address)
  await expect.poll(() => page.evaluate(() => 'scorer' in window)).toBe(true)
})

const cards = [
  { card: 'this card', limits: {}, rows: [1, 7, 131], drawn: 10 },
  {
    card: 'a card of 16 threads and 1 KiB a workgroup',
    limits: { maxComputeInvocationsPerWorkgroup: 16, maxComputeWorkgroupStorageSize: 1024 },
    rows: [1, 7, 31],
    drawn: 10,
  },
  {
    card: 'a card of 8 workgroups a dispatch',
    limits: { maxComputeWorkgroupsPerDimension: 8 },
    rows: [531],
    drawn: 0,
  },
]

for (const { card, ...given } of cards)
  test(`score gives float64 logits within 1e-4 for every network on ${card}`, async ({ page }) => {
    test.setTimeout(240_000)
    const errors = await page.evaluate(
      ({ limits, rows, drawn }) => window.scorer.logitErrors(limits, rows, drawn),
      given
    )
    const largest = Math.max(...Object.values(errors))
    test.info().annotations.push({ type: 'logit error', description: String(largest) })
    expect(Object.entries(errors).filter(([, error]) => !(error < 1e-4))).toEqual([])
  })

test('score of a resident batch uploads it once', async ({ page }) => {
  const { written, error } = await page.evaluate(() => window.scorer.residentTwice())
  expect(written).toEqual([4 * 100 * (2 + 4), 0])
  expect(error).toBeLessThan(1e-4)
})

test('score has read the batch when it returns, so that the next rows may be put in its place', async ({ page }) => {
  expect(await page.evaluate(() => window.scorer.refilled())).toBeLessThan(1e-4)
})

test('score of a destroyed device is EngineLost, and lost settles with the reason', async ({ page }) => {
  const { lost, during, after } = await page.evaluate(() => window.scorer.destroyed())
  expect(lost).toMatch(/^the WebGPU device was lost/)
  expect([during, after]).toEqual(['EngineLost', 'EngineLost'])
})

test('openScorer of a network too large for the card names the bytes it needs and those there are', async ({
  page,
}) => {
  const [workgroup, buffer] = await page.evaluate(() => window.scorer.tooLarge())
  expect(workgroup).toMatch(/^the network needs \d+ bytes of the graphics card's workgroup memory; it has \d+$/)
  expect(buffer).toMatch(/^the network needs 2608 bytes in one buffer of the graphics card; it takes 1000$/)
})

test('an engine that trains on the processor scores on the card with the weights of its last step', async ({
  page,
}) => {
  const [before, after] = await page.evaluate(() => window.scorer.composed())
  expect(before).toBeLessThan(1e-4)
  expect(after).toBeLessThan(1e-4)
})

declare global {
  interface Window {
    scorer: typeof Scorer
  }
}
