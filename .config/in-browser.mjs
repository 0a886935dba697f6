import { bundle } from './bundle.mjs'
import { howToGet, programsOf } from './other-browsers.mjs'
import { Skipped } from './parts.mjs'
import { playwright } from './runners.mjs'

/** Builds what `tests/browsers/` compares: the app, and the headless runner. */
export async function buildForBrowsers() {
  await bundle('app')
  await bundle('sim')
}

/** Runs `tests/browsers/` in one browser beside Chromium. @throws Skipped where it is not here and cannot be had */
export async function testIn(browser) {
  const programs = await programsOf(browser)
  if (!programs) throw new Skipped(howToGet(browser))
  return playwright(browser.id, 'browsers.config.js', [browser.id], { ...programs, ...webSocket() })
}

/** Node 20 has the WebSocket that drives Firefox behind a flag. */
function webSocket() {
  if (typeof WebSocket !== 'undefined') return {}
  return { NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-websocket`.trim() }
}
