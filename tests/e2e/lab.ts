import { test as base, type Frame, type Page } from '@playwright/test'
import { reportPath, startHosts, type Host, type Hosts } from './hosts.ts'

interface Options {
  host: Host
  /** A browser that was never here: it measures its engines, and fetches ahead what may be asked for. */
  isFirstVisit: boolean
  /** What this test brings about on purpose, of the things that otherwise fail it. */
  tolerated: RegExp[]
}

interface Fixtures {
  /** What went wrong in pages and workers so far; anything left at the end that is not tolerated fails the test. */
  problems: string[]
  /** Opens the lab with what a link carries (`?x=1`, `#…`) and gives the frame it runs in once its main part stands. */
  open: (link?: string) => Promise<Frame>
}

export const test = base.extend<Options & Fixtures, { hosts: Hosts }>({
  host: ['served', { option: true }],
  isFirstVisit: [false, { option: true }],
  tolerated: [[], { option: true }],
  hosts: [
    async ({}, use) => {
      const hosts = await startHosts()
      await use(hosts)
      await hosts.close()
    },
    { scope: 'worker' },
  ],
  problems: [
    async ({ context, tolerated }, use) => {
      const problems: string[] = []
      context.on('weberror', (error) => problems.push(`uncaught: ${error.error().message}`))
      context.on('console', (message) => {
        if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`)
      })
      context.on('request', (request) => {
        const { protocol, hostname, pathname } = new URL(request.url())
        if (pathname === reportPath) problems.push(`policy violation: ${request.postData()}`)
        else if (/^(http|ws)/.test(protocol) && hostname !== 'localhost' && hostname !== '127.0.0.1')
          problems.push(`request outside: ${request.url()}`)
      })
      await use(problems)
      const serious = problems.filter((problem) => !tolerated.some((pattern) => pattern.test(problem)))
      if (serious.length > 0) throw new Error(serious.join('\n'))
    },
    { auto: true },
  ],
  open: async ({ page, host, hosts, isFirstVisit }, use) => {
    if (!isFirstVisit) await page.context().addInitScript(comeAgain)
    await use(async (link = '') => {
      await page.goto(hosts.addresses[host] + (host === 'embedded' ? `?link=${encodeURIComponent(link)}` : link))
      const frame = host === 'embedded' ? await innerFrame(page) : page.mainFrame()
      await frame.getByRole('main').waitFor()
      return frame
    })
  },
})

/** A visitor who was here before, and who asks that no data be spent on what may not be needed. */
function comeAgain(): void {
  Object.defineProperty(navigator, 'connection', { value: { saveData: true } })
  try {
    const readings = [{ id: 'fused', trainRowsPerSecond: 1, scoreRowsPerSecond: 1, problem: null }]
    localStorage.setItem('skewlab.engines.2', JSON.stringify({ agent: navigator.userAgent, readings }))
  } catch {
    // A frame without storage measures anew.
  }
}

export { expect } from '@playwright/test'

async function innerFrame(page: Page): Promise<Frame> {
  const element = await page.locator('iframe').elementHandle()
  const frame = await element?.contentFrame()
  if (!frame) throw new Error('the frame did not load')
  return frame
}
