import { expect, test } from '@playwright/test'
import type * as LargeTable from '../large-table.ts'
import { servePage, type SourcePage } from '../source-page.ts'

/* A GPU reads the test part of a large table; all that decides something is the processor's, and the metrics are the same. */
const script = `
import * as largeTable from '/tests/e2e/large-table.ts'
window.largeTable = largeTable
`

let source: SourcePage

test.beforeAll(async () => {
  source = await servePage('large-table', script)
})

test.afterAll(() => source.close())

test.beforeEach(async ({ page }) => {
  test.setTimeout(240_000)
  await page.goto(source.address)
  await expect.poll(() => page.evaluate(() => 'largeTable' in window), { timeout: 60_000 }).toBe(true)
})

for (const engine of ['fused-webgpu', 'tfjs-webgl'] as const)
  test(`${engine} reads test to four digits, with the same counts at the threshold, and leaves the rest as it is`, async ({
    page,
  }) => {
    const ask = (how: LargeTable.How) => page.evaluate((one) => window.largeTable.reportOf(one), how)
    const [own, other] = [await ask('processor'), await ask(engine)]
    expect(own.scoredBy).toBeUndefined()
    expect(other.scoredBy).toEqual({ engine, why: 'asked for' })
    for (const kind of ['sampled', 'expected'] as const)
      for (const [key, value] of Object.entries(own.test?.[kind] ?? {})) {
        const read = other.test?.[kind][key]
        if (value === null || read == null) expect(read, key).toBe(value)
        else expect(Math.abs(read - value), key).toBeLessThanOrEqual(5e-5 * Math.abs(value))
      }
    expect(other.parts?.test?.labelled.own).toEqual(own.parts?.test?.labelled.own)
    for (const key of ['engine', 'threshold', 'validation', 'correction', 'ending', 'bestRowsSeen'] as const)
      expect(other[key]).toEqual(own[key])
  })

test('a device that is lost leaves the reading to the processor, bit for bit, and the report says so', async ({
  page,
}) => {
  const read = (how: LargeTable.How) => page.evaluate((one) => window.largeTable.reportOf(one), how)
  const [own, other] = [await read('processor'), await read('lost')]
  expect(other.scoredBy?.engine).toBe('fused')
  expect(other.scoredBy?.why).toMatch(/^the WebGPU device was lost/)
  expect(other.test).toEqual(own.test)
})

test('whoever scores where speeds decide, it is said with the three readings', async ({ page }) => {
  const { scoredBy } = await page.evaluate(() => window.largeTable.reportOf('measured'))
  test.info().annotations.push({ type: 'scored by', description: `${scoredBy?.engine}: ${scoredBy?.why}` })
  expect(scoredBy?.why).toMatch(
    scoredBy?.engine === 'fused'
      ? /^the graphics card scored [\d.]+, [\d.]+, [\d.]+ times as many rows a second; it takes over where/
      : /^it scored [\d.]+, [\d.]+, [\d.]+ times as many rows a second as the processor$/
  )
})

declare global {
  interface Window {
    largeTable: typeof LargeTable
  }
}
