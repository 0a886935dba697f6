import { existsSync } from 'node:fs'
import { findProgram, installFromDebian } from './programs.mjs'
import { tool } from './run.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env['PROGRAMFILES(X86)']}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env.LOCALAPPDATA}\\Google\\Chrome\\Application\\chrome.exe`,
]

/**
 * A Chrome or Chromium to test in: `CHROME_PATH`, one that is installed, or one put there now.
 * @throws one line where there is none and none can be had
 */
export async function findBrowser() {
  const given = process.env.CHROME_PATH
  if (given && !existsSync(given)) throw new Error(`invalid CHROME_PATH: ${given}; no such file`)
  return given || installed() || (await playwrights()) || (await fromDebian()) || (await downloaded()) || refuse()
}

function installed() {
  return findProgram(names, places)
}

async function playwrights() {
  const { chromium } = await import('@playwright/test')
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}

async function fromDebian() {
  await installFromDebian(['chromium'])
  return installed()
}

async function downloaded() {
  console.error('downloading chromium with playwright')
  await tool('playwright/cli.js', ['install', 'chromium'], { quiet: true })
  return playwrights()
}

function refuse() {
  throw new Error('no Chrome or Chromium found, and none could be installed; set CHROME_PATH to one')
}
