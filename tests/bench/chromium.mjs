import { chromium } from '@playwright/test'
import { findBrowser } from '../../.config/browser.mjs'
import { bundle } from '../../.config/bundle.mjs'
import { serve } from '../../.config/serve.mjs'

const always = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking']

/**
 * A page in a headless Chromium of its own, and the address of a bundle served for it. `CHROME_FLAGS` adds flags of
 * this machine, as those that a graphics card needs.
 * @param {string} name of the bundle
 * @param {{ flags?: string[], plain?: boolean, extra?: Record<string, string> }} options `plain` and `extra` as serve() has them
 */
export async function openPage(name, { flags = [], ...headers } = {}) {
  const executablePath = await findBrowser()
  const { server, url } = await serve({ dir: await bundle(name), ...headers })
  const ofMachine = process.env.CHROME_FLAGS?.split(' ') ?? []
  const browser = await chromium.launch({ executablePath, args: [...always, ...flags, ...ofMachine] })
  return {
    browser,
    page: await browser.newPage(),
    url,
    async close() {
      await browser.close()
      server.closeAllConnections()
      server.close()
    },
  }
}
