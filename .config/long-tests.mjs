import { readdirSync, readFileSync } from 'node:fs'
import { findBrowser } from './browser.mjs'
import { buildForBrowsers, testIn } from './in-browser.mjs'
import { otherBrowsers } from './other-browsers.mjs'
import { part, summarise } from './parts.mjs'
import { root } from './run.mjs'
import { playwright, vitest } from './runners.mjs'

/** Stories told at five seeds take hours, and are played by hand. */
const takesHours = /^scenarios\/stories\//

if (await part('build', buildForBrowsers)) {
  await part('statistics over many seeds', () => vitest('statistics', longTests(), { SKEWLAB_LONG: '1' }))
  await part('graphics engines', async () => {
    const env = { CHROME_PATH: await findBrowser() }
    return playwright('long', 'playwright.config.js', ['long', 'long, webgpu'], env)
  })
  for (const browser of otherBrowsers) await part(browser.label, () => testIn(browser))
}
summarise()

/** Every unit test that does more where it is asked for the long version. */
function longTests() {
  return readdirSync(`${root}tests`, { recursive: true })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.test.ts') && !takesHours.test(path))
    .map((path) => `tests/${path}`)
    .filter((path) => readFileSync(root + path, 'utf8').includes('SKEWLAB_LONG'))
}
