import { readdirSync, readFileSync } from 'node:fs'
import { findBrowser } from './browser.mjs'
import { buildForBrowsers, testIn } from './in-browser.mjs'
import { otherBrowsers } from './other-browsers.mjs'
import { part } from './parts.mjs'
import { root } from './run.mjs'
import { playwright, vitest } from './runners.mjs'

/** Stories at five seeds take hours, and are run by hand. */
const takesHours = /^scenarios\/stories\//

/** What takes longer: statistics over many seeds, graphics engines, other browsers. */
export async function testLong() {
  if (!(await part('build for other browsers', buildForBrowsers))) return
  await part('statistics over many seeds', () => vitest('statistics', filesOfLongTests(), { SKEWLAB_LONG: '1' }))
  await part('graphics engines', async () => {
    const env = { CHROME_PATH: await findBrowser() }
    return playwright('long', 'playwright.config.js', ['long', 'long, webgpu'], env)
  })
  for (const browser of otherBrowsers) await part(browser.label, () => testIn(browser))
}

/** Every unit test that does more where it is asked for the long version. */
function filesOfLongTests() {
  return readdirSync(`${root}tests`, { recursive: true })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.test.ts') && !takesHours.test(path))
    .map((path) => `tests/${path}`)
    .filter((path) => readFileSync(root + path, 'utf8').includes('SKEWLAB_LONG'))
}
