import { expect, test as base } from '@playwright/test'
import { startFirefox } from './firefox.ts'
import { startSafari } from './safari.ts'
import type { Tab } from './tab.ts'
import { watchedApp, type WatchedApp } from './watched-app.ts'
import { startWebkit } from './webkit.ts'

const browsers: Readonly<Record<string, () => Promise<Tab>>> = {
  firefox: startFirefox,
  webkit: startWebkit,
  safari: startSafari,
}

interface Fixtures {
  /** What a test brings about on purpose, of the things that otherwise fail it. */
  tolerated: RegExp | null
  /** What went wrong in the page and in its workers so far; anything left at the end fails the test. */
  problems: string[]
  /** Where this test has the lab for itself: another port is another origin, with a storage of its own. */
  address: string
  /** Opens the lab with what a link carries (`#…`), and gives the tab it is in once its main part stands. */
  open: (link?: string) => Promise<Tab>
}

export const test = base.extend<Fixtures, { app: WatchedApp; tab: Tab }>({
  app: [
    async ({}, use) => {
      const app = await watchedApp()
      await use(app)
      app.remove()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  tab: [
    async ({}, use, { project }) => {
      const tab = await browsers[project.name]()
      await use(tab)
      await tab.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  tolerated: [null, { option: true }],
  problems: async ({}, use) => use([]),
  address: async ({ app, problems }, use) => {
    const { address, close } = await app.serve((problem) => problems.push(problem))
    await use(address)
    close()
  },
  open: async ({ address, problems, tab, tolerated }, use, info) => {
    const before = tab.errors().length
    info.annotations.push({ type: 'browser', description: tab.browser })
    await use(async (link = '') => {
      // Where only what follows # differs, a browser stays on the page it has.
      await tab.open('about:blank')
      await tab.open(address + link)
      await expect.poll(() => tab.evaluate(hasMain)).toBe(true)
      return tab
    })
    // What the page fetches ahead once it is idle would be cut off, and reported.
    await new Promise((done) => setTimeout(done, 4_000))
    await tab.open('about:blank')
    const all = [...tab.errors().slice(before), ...problems]
    expect(all.filter((problem) => !tolerated?.test(problem))).toEqual([])
  },
})

function hasMain(): boolean {
  return document.getElementsByTagName('main').length > 0
}

export { expect } from '@playwright/test'
