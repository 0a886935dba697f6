import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Tab } from './tab.ts'

/** A training ends in seconds on an idle machine; a busy one may take its time. */
const PATIENCE = { timeout: 150_000 }

/** The label or the text of a button. */
const button = (name: string): string => `(//button[normalize-space()="${name}" or @aria-label="${name}"])[last()]`
const status = '(//*[@role="status"])[last()]'
const fileInput = '//main//input[@type="file"]'

/** The text of what an XPath leads to; null where there is nothing. */
export function textOf(tab: Tab, xpath: string): Promise<string | null> {
  return tab.evaluate((path) => {
    const found = document.evaluate(path, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null)
    return found.singleNodeValue?.textContent ?? null
  }, xpath)
}

/** How many elements an XPath leads to. */
export function count(tab: Tab, xpath: string): Promise<number> {
  return tab.evaluate(
    (path) => document.evaluate(`count(${path})`, document, null, XPathResult.NUMBER_TYPE, null).numberValue,
    xpath
  )
}

/** Presses a button once it is there and may be pressed. */
export async function press(tab: Tab, name: string): Promise<void> {
  await expect.poll(() => count(tab, `${button(name)}[not(@disabled)]`), { message: name }).toBe(1)
  await tab.press(button(name))
}

/** Chooses a file once the page asks for one. */
export async function choose(tab: Tab, path: string): Promise<void> {
  await expect.poll(() => count(tab, fileInput)).toBe(1)
  await tab.choose(fileInput, path)
}

/** Presses Train, and waits for the end of the race. */
export async function trained(tab: Tab): Promise<void> {
  await press(tab, 'Train')
  await finished(tab)
}

export async function finished(tab: Tab): Promise<void> {
  await expect.poll(() => textOf(tab, status), PATIENCE).toMatch(/^Training (finished|stopped early)/)
}

/** Waits for the first point of the curve of a model. */
export async function begun(tab: Tab): Promise<void> {
  const curves = '//*[@role="img"][starts-with(@aria-label, "AUC: ")]/@aria-label'
  await expect.poll(() => textOf(tab, curves), PATIENCE).toMatch(/after \d/)
}

export interface Results {
  readonly lab: object
  readonly runs: readonly {
    readonly lane: string
    readonly engine: string
    readonly rowsSeen: number
    readonly test: { readonly sampled: Values; readonly expected: Values } | null
  }[]
}
type Values = Readonly<Record<string, number>>

/** What *Results as JSON* under Share saves: the lab, and every ended run, oldest first. */
export async function results(tab: Tab): Promise<Results> {
  await press(tab, 'Share')
  await press(tab, 'Results as JSON')
  await expect.poll(() => saved(tab)?.text ?? '', { timeout: 20_000 }).toMatch(/\}\s*$/)
  const { path, text } = saved(tab) as Saved
  rmSync(path)
  await press(tab, 'Close Share')
  return JSON.parse(text) as Results
}

interface Saved {
  readonly path: string
  readonly text: string
}

function saved({ downloads }: Tab): Saved | null {
  const name = readdirSync(downloads).find((path) => /^skewlab-results.*\.json$/.test(path))
  return name ? { path: join(downloads, name), text: readFileSync(join(downloads, name), 'utf8') } : null
}
