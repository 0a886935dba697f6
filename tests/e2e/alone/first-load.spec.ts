import { gzipSync } from 'node:zlib'
import { expect, test } from '../lab.ts'
import { scenario } from '../race.ts'

const LIMIT_BYTES = 150 * 1024

test.use({ isFirstVisit: true })

test('the first load needs at most 150 kB of JavaScript, gzipped, none of it tfjs', async ({ hosts, request }) => {
  const html = await (await request.get(hosts.addresses.served)).text()
  const waiting = [...html.matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => path)
  const scripts = new Map<string, string>()
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    const url = new URL(path, hosts.addresses.served).href
    if (scripts.has(url)) continue
    const text = await (await request.get(url)).text()
    scripts.set(url, text)
    for (const [, next] of text.matchAll(/(?:\bfrom|\bimport)\s*"(\.\/[^"]+\.js)"/g))
      waiting.push(new URL(next, url).href)
  }
  expect(scripts.size).toBeGreaterThan(0)
  const bytes = [...scripts.values()].reduce((sum, text) => sum + gzipSync(text).length, 0)
  test.info().annotations.push({ type: 'initial JavaScript', description: `${(bytes / 1024).toFixed(1)} kB gzip` })
  expect(bytes).toBeLessThanOrEqual(LIMIT_BYTES)
  expect([...scripts.values()].filter((text) => text.includes('Initialization of backend')).length).toBe(0)
})

/**
 * Engines are measured once per browser, in workers that load anew: this visitor has been here before. By itself a browser remembers
 * 250 fetches, fewer than there are.
 */
function rememberReadings(): void {
  performance.setResourceTimingBufferSize(2_000)
  const readings = [{ id: 'fused', trainRowsPerSecond: 1, scoreRowsPerSecond: 1, problem: null }]
  localStorage.setItem('skewlab.engines.2', JSON.stringify({ agent: navigator.userAgent, readings }))
}

/** What the page fetches ahead for its workers, last of all (src/app/pages.ts), and has not yet. */
async function notYetFetched(): Promise<string[]> {
  const fetched = performance
    .getEntriesByType('resource')
    .filter((entry) => (entry as PerformanceResourceTiming).responseEnd > 0)
    .map(({ name }) => name)
  const paths = (await (await fetch('ahead.json')).json()) as string[]
  return paths.filter((path) => !fetched.includes(new URL(path, document.baseURI).href))
}

test('once it has warmed up, the lab trains with no network at all', async ({ context, open, page }) => {
  await page.addInitScript(rememberReadings)
  const lab = await open('#lab=1&rows=10000&engine=fused')
  const train = lab.getByRole('button', { name: 'Train', exact: true })
  await train.click()
  await expect(lab.getByRole('status')).toHaveText(/^Training finished/)
  await expect.poll(() => page.evaluate(notYetFetched)).toEqual([])
  const asked: string[] = []
  context.on('request', (request) => asked.push(request.url()))
  await context.setOffline(true)
  await train.click()
  await expect(lab.getByRole('status')).toHaveText('Training.')
  await expect(lab.getByRole('status')).toHaveText(/^Training finished/)
  expect(asked).toEqual([])
})

test.describe('another scenario', () => {
  // Browsers ask for the icon anew at every address, and go without it.
  test.use({ tolerated: [/\/icon\.svg\)$/] })

  test('opens, trains and shows all its pages with no network at all, once the lab has warmed up', async ({
    context,
    open,
    page,
  }) => {
    await page.addInitScript(rememberReadings)
    const lab = await open('#lab=1&rows=10000&engine=fused')
    await expect.poll(() => page.evaluate(notYetFetched)).toEqual([])
    await context.setOffline(true)
    await page.evaluate(() => {
      location.hash = 'lab=1&scenario=payment-fraud&rows=30000&customers=2000&engine=fused'
    })
    await expect(scenario(lab)).toHaveAccessibleName(/^Scenario: Payment fraud/)
    await lab.getByRole('button', { name: 'Train', exact: true }).click()
    await expect(lab.getByRole('status')).toHaveText(/^Training finished/, { timeout: 40_000 })
    for (const step of ['Data', 'Evaluation', 'Decisions', 'Operation']) {
      await lab.getByRole('button', { name: step, exact: true }).click()
      await expect(lab.getByRole('heading', { level: 1, name: step })).toBeVisible()
    }
  })
})
