import { buildForBrowsers, testIn } from './in-browser.mjs'
import { otherBrowsers } from './other-browsers.mjs'
import { part, summarise } from './parts.mjs'

const wanted = process.argv.slice(2)
const ids = otherBrowsers.map(({ id }) => id)
const unknown = wanted.find((id) => !ids.includes(id))
if (unknown) {
  console.error(`invalid browser: ${unknown}; expected ${ids.join(' or ')}`)
  process.exit(2)
}

if (await part('build', buildForBrowsers))
  for (const browser of otherBrowsers)
    if (!wanted.length || wanted.includes(browser.id)) await part(browser.label, () => testIn(browser))
summarise()
