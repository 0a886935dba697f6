import { existsSync } from 'node:fs'
import { findProgram, installFromDebian } from './programs.mjs'

/** Browsers beside Chromium: the variables that name their programs, where those are found, and Debian's packages of them. */
const all = [
  {
    id: 'firefox',
    label: 'Firefox',
    platforms: ['linux', 'darwin', 'win32'],
    packages: ['firefox-esr'],
    programs: { FIREFOX_PATH: ['firefox-esr', 'firefox'] },
    places: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      `${process.env.PROGRAMFILES}\\Mozilla Firefox\\firefox.exe`,
    ],
  },
  {
    id: 'webkit',
    label: 'WebKitGTK',
    platforms: ['linux'],
    packages: ['webkit2gtk-driver', 'xvfb'],
    programs: { WEBKIT_DRIVER_PATH: ['WebKitWebDriver'], XVFB_PATH: ['Xvfb'] },
  },
  {
    id: 'safari',
    label: 'Safari',
    platforms: ['darwin'],
    packages: [],
    programs: { SAFARI_DRIVER_PATH: ['safaridriver'] },
  },
]

export const otherBrowsers = all.filter(({ platforms }) => platforms.includes(process.platform))

/**
 * The programs of a browser, by the variables that name them: as those say, installed, or put there now.
 * @returns null where one is missing and cannot be had
 */
export async function programsOf(browser) {
  let found = look(browser)
  if (!found && browser.packages.length > 0) {
    await installFromDebian(browser.packages)
    found = look(browser)
  }
  return found
}

/** What to do where one is missing. */
export function howToGet({ label, packages, programs }) {
  const install = packages.length > 0 ? `install ${packages.join(' and ')}, or set ` : 'set '
  return `no ${label} here: ${install}${Object.keys(programs).join(' and ')}`
}

function look({ programs, places }) {
  const found = Object.entries(programs).map(([variable, names]) => {
    const given = process.env[variable]
    if (given && !existsSync(given)) throw new Error(`invalid ${variable}: ${given}; no such file`)
    return [variable, given || findProgram(names, places)]
  })
  return found.every(([, path]) => path) ? Object.fromEntries(found) : null
}
