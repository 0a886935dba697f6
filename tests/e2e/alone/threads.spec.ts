import { expect, test } from '@playwright/test'
import { isolation } from '../../../.config/csp.mjs'
import { servePage, type SourcePage } from '../source-page.ts'
import type { ThreadsAnswer, ThreadsRequest } from '../threads.worker.ts'

/* The fused engine gives the same bytes whatever the number of threads, and whether or not they share memory. */
const script = `
window.ask = (request) => new Promise((resolve) => {
  const worker = new Worker('/tests/e2e/threads.worker.ts', { type: 'module' })
  worker.onmessage = ({ data }) => { worker.terminate(); resolve(data) }
  worker.onerror = ({ message }) => resolve('failed: ' + message)
  worker.postMessage(request)
})
`

let source: SourcePage

test.beforeAll(async () => {
  source = await servePage('threads', script, isolation)
})

test.afterAll(() => source.close())

for (const lazy of [true, false])
  test(`training and scoring give the same bytes on 1 to 4 threads, lazy ${lazy}`, async ({ page: tab }) => {
    test.setTimeout(120_000)
    await tab.goto(source.address)
    await expect.poll(() => tab.evaluate(() => 'ask' in window && globalThis.crossOriginIsolated)).toBe(true)
    const ask = (request: ThreadsRequest): Promise<ThreadsAnswer> =>
      tab.evaluate(
        (asked) => (window as unknown as { ask(request: unknown): Promise<ThreadsAnswer> }).ask(asked),
        request
      )
    const alone = await ask({ count: 0, share: true, lazy })
    expect(alone.outcome).toMatch(/^0\.\d+( [0-9a-f]{12}){7}$/)
    const [early, late, ...both] = alone.outcome.split(' ').slice(-4)
    expect(both).toEqual([early, late])
    expect(alone.started).toBe(0)
    const { outcome } = alone
    for (const count of [1, 2, 3]) expect(await ask({ count, share: true, lazy })).toEqual({ outcome, started: count })
    for (const count of [1, 2]) expect(await ask({ count, share: false, lazy })).toEqual({ outcome, started: count })
  })
