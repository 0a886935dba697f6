import { readFileSync } from 'node:fs'
import type { Frame, Locator, Page, Worker } from '@playwright/test'
import { expect } from './lab.ts'

/** A training ends in seconds on an idle machine; a busy one may take its time. */
const PATIENCE = { timeout: 90_000 }

/** A network so large, in batches so small, that there is time to do it harm. */
export const slow =
  '#lab=1&rows=20000&engine=fused&models=dcn-v2&dcn-v2.batchSize=32&dcn-v2.embedding=32&dcn-v2.crossLayers=4&dcn-v2.epochs=3&dcn-v2.patience=0'

export const button = (lab: Frame, name: string | RegExp): Locator => lab.getByRole('button', { name, exact: true })
export const train = (lab: Frame): Locator => button(lab, 'Train')
/** The button of the scenario that is open. */
export const scenario = (lab: Frame): Locator => lab.getByRole('button', { name: /^Scenario: / })

export async function openScenario(lab: Frame, label: string): Promise<void> {
  await scenario(lab).click()
  await lab
    .getByRole('list', { name: 'Scenarios' })
    .getByRole('button', { name: new RegExp(`^${label}`) })
    .click()
}

export const status = (lab: Frame): Locator => lab.getByRole('status').last()
export const curves = (lab: Frame): Locator => lab.getByRole('img', { name: /^(AUC|Log loss): / })

/** Rows of the table of runs, newest first. */
export const runs = (lab: Frame): Locator =>
  lab
    .getByRole('region', { name: 'Runs', exact: true })
    .getByRole('row')
    .filter({ has: lab.getByRole('rowheader') })

export async function finished(lab: Frame): Promise<void> {
  await expect(status(lab)).toHaveText(/^Training (finished|stopped early)/, PATIENCE)
}

/** Waits for the first point of the curve of a model. */
export async function begun(lab: Frame): Promise<void> {
  await expect(curves(lab)).toHaveAccessibleName(/after \d/, PATIENCE)
}

export interface Result {
  readonly lane: string
  readonly engine: string
  readonly rowsSeen: number
  readonly ending: { readonly reason: string; readonly text: string }
  readonly test: { readonly sampled: Values; readonly expected: Values } | null
}

type Values = Readonly<Record<string, number>>

/** What *Results as JSON* saves: the lab, and every ended run, oldest first. */
export async function resultsFile(page: Page, lab: Frame): Promise<{ lab: object; runs: Result[] }> {
  await button(lab, 'Share').click()
  const download = page.waitForEvent('download')
  await button(lab, 'Results as JSON').last().click()
  const text = readFileSync(await (await download).path(), 'utf8')
  await page.keyboard.press('Escape')
  return JSON.parse(text) as { lab: object; runs: Result[] }
}

export async function results(page: Page, lab: Frame): Promise<Result[]> {
  return (await resultsFile(page, lab)).runs
}

let undisturbed: Result | undefined

/** Holds the run of `slow` that has just ended against one that nothing disturbed, which is trained once for all tests. */
export async function expectUndisturbed(page: Page, lab: Frame): Promise<void> {
  if (!undisturbed) {
    await train(lab).click()
    await expect(status(lab)).toHaveText('Training.')
    await finished(lab)
  }
  const all = await results(page, lab)
  undisturbed ??= all.pop()
  expect(all.at(-1)).toMatchObject({ rowsSeen: undisturbed?.rowsSeen, test: undisturbed?.test })
}

/** The numbers behind a picture, as its table shows them. */
export async function numbersOf(lab: Frame, picture: string | RegExp): Promise<string[][]> {
  const figure = lab.getByRole('region', { name: picture }).first()
  await figure.getByRole('button', { name: /^Show as table/ }).click()
  const rows = figure.getByRole('region').getByRole('row')
  const cells = await rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent ?? ''))
  )
  await figure.getByRole('button', { name: /^Hide table/ }).click()
  return cells
}

/** The worker of a lane (`lane-1`, …) or `tables`, once it runs. */
export async function workerNamed(page: Page, name: string): Promise<Worker> {
  let found: Worker | undefined
  await expect
    .poll(async () => {
      found = await runningWorker(page, name)
      return found !== undefined
    }, PATIENCE)
    .toBe(true)
  return found as unknown as Worker
}

/** The newest worker of that name, if one runs now: an idle one may have ended. */
export async function runningWorker(page: Page, name: string): Promise<Worker | undefined> {
  const workers = page.workers()
  const names = await Promise.all(workers.map(nameOf))
  return workers[names.lastIndexOf(name)]
}

/** One that has just died may never answer. */
async function nameOf(worker: Worker): Promise<string> {
  const name = worker.evaluate(() => self.name).catch(() => '')
  return Promise.race([name, new Promise<string>((resolve) => setTimeout(resolve, 1_000, ''))])
}
