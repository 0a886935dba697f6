import { writeFileSync } from 'node:fs'
import type { TestInfo } from '@playwright/test'
import { headless, sim } from '../e2e/headless.ts'
import { payments } from '../e2e/own-files.ts'
import { begun, choose, count, finished, press, results, textOf, trained, type Results } from './page.ts'
import { expect, test } from './lab.ts'

const small = '#lab=1&rows=10000&engine=fused&models=logistic&logistic.epochs=1'
/** A network so large, in batches so small, that there is time to do it harm. */
const slow =
  '#lab=1&rows=20000&engine=fused&models=dcn-v2&dcn-v2.batchSize=32&dcn-v2.embedding=32&dcn-v2.epochs=2&dcn-v2.patience=0'
const runs = '//*[@aria-label="Runs"]//tr[th[@scope="row"]]'

test.setTimeout(300_000)

test('the first page opens isolated, with a race to look at and Train at hand', async ({ open }) => {
  const tab = await open()
  expect(await tab.evaluate(() => crossOriginIsolated)).toBe(true)
  expect(await tab.evaluate(() => document.title)).toMatch(/Skewlab/)
  await begun(tab)
  expect(await textOf(tab, '//button[normalize-space()="Train"][not(@disabled)]')).not.toBeNull()
  expect(await textOf(tab, '//body')).not.toMatch(/NaN|undefined|Infinity/)
})

test('the default race gives, to the last digit, what the headless runner gives for the same lab', async ({
  open,
}, info) => {
  const tab = await open()
  await trained(tab)
  const found = await results(tab)
  expect(found.runs.length).toBeGreaterThan(1)
  expectHeadless(found, info)
  await expect.poll(() => textOf(tab, '//body')).not.toMatch(/NaN|undefined|Infinity|went on/)
})

test('a CSV file is read and raced on, to the last digit as the headless runner does', async ({ open }, info) => {
  const path = info.outputPath('cards.csv')
  writeFileSync(path, payments(2000, ['2023-11-15,c1']))
  const tab = await open('#lab=1&scenario=own-data&step=data&models=logistic,gbdt&gbdt.rounds=20&engine=fused')
  await choose(tab, path)
  await press(tab, 'Use these rows')
  await expect.poll(() => textOf(tab, '//main')).toMatch(/1 rows? could not be read/)
  await trained(tab)
  const found = await results(tab)
  const { models } = sim(path, '--models', 'logistic,gbdt', '--set', 'gbdt.rounds=20')
  expect(found.runs.map(({ lane }) => lane)).toEqual(Object.keys(models))
  for (const { lane, test: measured } of found.runs)
    expect(measured).toEqual({ sampled: models[lane].metrics, expected: {} })
})

test('a reload keeps ended runs and a run under way, which goes on to the very same numbers', async ({
  open,
}, info) => {
  await trained(await open(small))
  const tab = await open(slow)
  await press(tab, 'Train')
  await begun(tab)
  await expect.poll(() => tab.evaluate(countUnfinished), { timeout: 60_000 }).toBe(1)
  await tab.reload()
  await expect.poll(() => textOf(tab, '//body')).toMatch(/DCN-V2 stopped at [\d,]+ rows when the page closed\./)
  expect(await count(tab, runs)).toBe(1)
  await press(tab, 'Continue')
  await finished(tab)
  await expect.poll(() => textOf(tab, '//body')).toMatch(/went on after a reload/)
  const found = await results(tab)
  expect(found.runs.map(({ lane }) => lane)).toEqual(['logistic', 'dcn-v2'])
  expectHeadless({ ...found, runs: found.runs.slice(1) }, info)
})

test('a dead worker is noticed, marked and replaced; the run ends with the very same numbers', async ({
  open,
}, info) => {
  const tab = await open(slow)
  await tab.evaluate(keepWorkers)
  await press(tab, 'Train')
  await begun(tab)
  expect(await tab.evaluate(endWorkers, 'lane-1')).toBe(1)
  const marked = /the worker stopped answering; went on in a fresh worker/
  await expect.poll(() => textOf(tab, '//main'), { timeout: 60_000 }).toMatch(marked)
  await finished(tab)
  expect(await tab.evaluate(endWorkers, 'lane-1')).toBe(2)
  expectHeadless(await results(tab), info)
})

test.describe('made to go wrong', () => {
  test.use({ tolerated: /policy|uncaught/i })

  test('the page and its workers are heard, and the policy holds', async ({ open, problems }) => {
    const tab = await open(small)
    await tab.evaluate(keepWorkers)
    await trained(tab)
    await tab.evaluate(addInlineScript)
    await tab.evaluate(spoilWorker, 'lane-1')
    await expect.poll(() => problems.join()).toMatch(/policy violation: script-src-elem, inline.*uncaught: /)
    expect(await tab.evaluate(() => document.title)).toMatch(/Skewlab/)
  })
})

/** Every run has, to the last digit, the metrics that the headless runner gives for the lab of the file. */
function expectHeadless({ lab, runs: measured }: Results, info: TestInfo): void {
  const { models } = headless(lab, info)
  expect(measured.map(({ lane }) => lane)).toEqual(Object.keys(models))
  for (const { lane, test: part } of measured) {
    expect(part).toEqual({ sampled: models[lane].metrics, expected: models[lane].expected })
    info.annotations.push({ type: `AUC, ${lane}`, description: String(part?.sampled.auc) })
  }
}

/** Runs under way that lie on disk, which nothing on the page tells. */
function countUnfinished(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('skewlab')
    opening.onerror = () => reject(opening.error as DOMException)
    opening.onsuccess = () => {
      const all = opening.result.transaction('runs').objectStore('runs').getAll()
      all.onsuccess = () => {
        resolve((all.result as { checkpoint: unknown }[]).filter((run) => run.checkpoint).length)
        opening.result.close()
      }
    }
  })
}

/** From now on the page remembers its workers by name. */
function keepWorkers(): void {
  const kept: { name: string | undefined; worker: Worker }[] = []
  Object.assign(window, { kept })
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options)
      kept.push({ name: options?.name, worker: this })
    }
  }
}

/** Ends the workers of that name, of which the page is told nothing, and says how many there have been. */
function endWorkers(name: string): number {
  const { kept } = window as unknown as { kept: { name: string; worker: Worker }[] }
  const named = kept.filter((one) => one.name === name)
  for (const { worker } of named) worker.terminate()
  return named.length
}

/** Sends a worker of that name no message of ours, so that it throws. */
function spoilWorker(name: string): void {
  const { kept } = window as unknown as { kept: { name: string; worker: Worker }[] }
  kept.find((one) => one.name === name)?.worker.postMessage({ type: 'APPLY', argumentList: 'no list' })
}

function addInlineScript(): void {
  const script = document.createElement('script')
  script.textContent = 'document.title = "taken over"'
  document.head.append(script)
}
