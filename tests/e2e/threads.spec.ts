import { expect, test } from '@playwright/test'
import { createServer, type ViteDevServer } from 'vite'
import { isolation } from '../../.config/csp.mjs'
import type { ThreadsAnswer, ThreadsRequest } from './threads.worker.ts'

/* The fused engine gives the same bytes whatever the number of threads, and whether or not they share memory. */
const page = `<!doctype html><title>threads</title><link rel="icon" href="data:,"><script type="module">
window.ask = (request) => new Promise((resolve) => {
  const worker = new Worker('/tests/e2e/threads.worker.ts', { type: 'module' })
  worker.onmessage = ({ data }) => { worker.terminate(); resolve(data) }
  worker.onerror = ({ message }) => resolve('failed: ' + message)
  worker.postMessage(request)
})
</script>`

let vite: ViteDevServer
let address: string

test.beforeAll(async () => {
  vite = await createServer({
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    cacheDir: 'build/threads-page',
    assetsInclude: ['**/*.wasm'],
    server: { port: 0, hmr: false, headers: isolation },
    plugins: [
      {
        name: 'threads-page',
        configureServer: ({ middlewares }) => {
          middlewares.use('/threads', (_request, response) => {
            for (const [name, value] of Object.entries(isolation)) response.setHeader(name, value)
            response.setHeader('content-type', 'text/html')
            response.end(page)
          })
        },
      },
    ],
  })
  await vite.listen()
  address = `${vite.resolvedUrls?.local[0]}threads`
})

test.afterAll(() => vite.close())

for (const lazy of [true, false])
  test(`training and scoring give the same bytes on 1 to 4 threads, lazy ${lazy}`, async ({ page: tab }) => {
    test.setTimeout(120_000)
    await tab.goto(address)
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
