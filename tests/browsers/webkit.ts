import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startDriver } from './driver.ts'
import { inPlaceOfItsOwn } from './place.ts'
import { match } from './program.ts'
import type { Tab } from './tab.ts'
import { openWebDriverTab } from './webdriver-tab.ts'

/** WebKitGTK by the driver at `WEBKIT_DRIVER_PATH`, on a screen that `XVFB_PATH` makes, at home in a folder of its own. */
export function startWebkit(): Promise<Tab> {
  return inPlaceOfItsOwn(async (place) => {
    const downloads = join(place.folder, 'downloads')
    const configuration = join(place.folder, '.config')
    mkdirSync(downloads)
    mkdirSync(configuration)
    writeFileSync(join(configuration, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`)
    const flags = ['-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-displayfd', '3']
    const screen = place.start(process.env.XVFB_PATH ?? 'Xvfb', flags)
    const address = await startDriver(place, process.env.WEBKIT_DRIVER_PATH ?? 'WebKitWebDriver', {
      DISPLAY: `:${await screen.until(match(/^(\d+)$/))}`,
      HOME: place.folder,
      XDG_CONFIG_HOME: configuration,
      LANG: 'C.UTF-8',
    })
    return openWebDriverTab(address, {}, { downloads, close: place.leave })
  })
}
