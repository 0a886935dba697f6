import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBidiTab } from './bidi-tab.ts'
import { inPlaceOfItsOwn } from './place.ts'
import { match } from './program.ts'
import type { Tab } from './tab.ts'

/** The Firefox at `FIREFOX_PATH`, unseen, with a profile of its own, over WebDriver BiDi. */
export function startFirefox(): Promise<Tab> {
  return inPlaceOfItsOwn(async (place) => {
    const downloads = join(place.folder, 'downloads')
    mkdirSync(downloads)
    const preferences = {
      'browser.download.dir': downloads,
      'browser.download.folderList': 2,
      'browser.shell.checkDefaultBrowser': false,
      'datareporting.policy.dataSubmissionEnabled': false,
      'intl.accept_languages': 'en-GB',
    }
    const lines = Object.entries(preferences).map((entry) => `user_pref(${entry.map((part) => JSON.stringify(part))});`)
    writeFileSync(join(place.folder, 'user.js'), lines.join('\n'))
    const flags = ['--headless', '--no-remote', '--profile', place.folder, '--remote-debugging-port', '0']
    const firefox = place.start(process.env.FIREFOX_PATH ?? 'firefox', flags)
    const address = await firefox.until(match(/WebDriver BiDi listening on (ws:\S+)/))
    return openBidiTab(address, { downloads, close: place.leave })
  })
}
