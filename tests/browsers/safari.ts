import { homedir } from 'node:os'
import { join } from 'node:path'
import { startDriver } from './driver.ts'
import { inPlaceOfItsOwn } from './place.ts'
import type { Tab } from './tab.ts'
import { openWebDriverTab } from './webdriver-tab.ts'

/** The Safari of this Mac, by its own driver; it saves where it always does. */
export function startSafari(): Promise<Tab> {
  return inPlaceOfItsOwn(async (place) => {
    const address = await startDriver(place, process.env.SAFARI_DRIVER_PATH ?? 'safaridriver')
    const rest = { downloads: join(homedir(), 'Downloads'), close: place.leave }
    return openWebDriverTab(address, { browserName: 'Safari' }, rest)
  })
}
