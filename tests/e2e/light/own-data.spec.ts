import { readFileSync, writeFileSync } from 'node:fs'
import type { Frame, Page } from '@playwright/test'
import { sim } from '../headless.ts'
import { expect, test } from '../lab.ts'
import { choose, drop, fileOf, payments, use, wideFile, zipBomb, type TestFile } from '../own-files.ts'
import { button, finished, results, runs, scenario, train } from '../race.ts'

const data = '#lab=1&scenario=own-data&step=data'
const three = `${data}&models=logistic,gbdt,dcn-v2&gbdt.rounds=20&engine=fused`
const one = `${data}&models=logistic&engine=fused`
const cards = fileOf('cards.csv', payments(2000, ['2023-11-15,c1', ',c2,"shop",1,2,3,good']))

test.setTimeout(180_000)

const columnsOf = (lab: Frame) => lab.getByRole('region', { name: /^Columns of / })
const transport = (lab: Frame) => lab.locator('footer').last()
/** Rows that the Data page counts. */
const counted = (lab: Frame) => lab.getByRole('definition').first()
const refusal = (lab: Frame) => lab.getByRole('region', { name: 'Your file' }).getByRole('alert')

async function saved(page: Page, lab: Frame, part: string, format: string): Promise<Buffer> {
  await lab.getByLabel('Part of the rows').selectOption(part)
  await lab.getByLabel('File format').selectOption(format)
  const download = page.waitForEvent('download')
  await button(lab, 'Save rows').click()
  return readFileSync(await (await download).path())
}

test('a file is looked at, corrected, read and raced on; what could not be read is counted and shown', async ({
  open,
  page,
}, info) => {
  const lab = await open(three)
  await expect(transport(lab)).toContainText('3 models, no file yet')
  await train(lab).click()
  await expect(lab.getByText(/^There are no rows yet/)).toBeVisible()

  await choose(lab, cards)
  await expect(columnsOf(lab).getByRole('row')).toHaveCount(8)
  await expect(lab.getByLabel('What state is')).toHaveValue('label')
  await expect(lab.getByLabel('What when is')).toHaveValue('time')
  await expect(lab.getByLabel('What card_id is')).toHaveValue('group')
  await expect(lab.getByLabel('Counts as positive in state')).toHaveValue('bad')
  await expect(lab.getByText(/^1 of the first 2,002 rows cannot be read; line 3: 2 cells, expected 7\.$/)).toBeVisible()
  await lab.getByLabel('What constructor is').selectOption('leave out')
  await button(lab, 'Use these rows').click()

  await lab.getByText('2 rows could not be read and are left out').click()
  await expect(lab.getByText('line 3: 2 cells, expected 7')).toBeVisible()
  await expect(lab.getByText('line 4: no time')).toBeVisible()
  await expect(lab.getByText(/^The true probabilities of your rows are not known/)).toBeVisible()
  await expect(transport(lab)).toContainText('3 models on 2,000 rows')
  await button(lab, /^First rows/).click()
  await expect(lab.getByRole('columnheader', { name: 'constructor' })).toHaveCount(0)
  await expect(lab.getByRole('columnheader', { name: '__proto__' })).toBeVisible()

  await train(lab).click()
  await finished(lab)
  await button(lab, 'Models').click()
  await expect(runs(lab)).toContainText([
    /DCN-V2[^]*cards\.csv/,
    /Boosted trees[^]*cards\.csv/,
    /Logistic[^]*cards\.csv/,
  ])
  await expect(lab.getByText(/^No best possible value: the true probabilities/)).toBeVisible()
  const path = info.outputPath('cards.csv')
  writeFileSync(path, cards.buffer)
  const { models } = sim(path, '--ignore', 'constructor', '--models', 'logistic,gbdt,dcn-v2', '--set', 'gbdt.rounds=20')
  for (const { lane, test } of await results(page, lab)) {
    expect(test?.sampled.auc, lane).toBeCloseTo(models[lane].metrics.auc, 6)
    expect(test?.expected, lane).toEqual({})
  }

  await button(lab, 'Decisions').click()
  await expect(lab.getByRole('img', { name: /^Expected cost/ })).toHaveAccessibleName(/Boosted trees/)
  await button(lab, 'Operation').click()
  await expect(lab.getByText(/^Live traffic is rows that come after the last row/)).toBeVisible()
  await expect(button(lab, /inject drift/i)).toHaveCount(0)
  await expect(lab.getByText(/NaN|undefined|Infinity/)).toHaveCount(0)
})

test('names and values of a file are text on every page, whatever they hold', async ({ open, page }) => {
  const evil = '<img src=x onerror=window.owned=1>'
  const rows = Array.from({ length: 900 }, (_, i) => `${i % 9},"${evil}${i % 4}",constructor,${i % 7 ? 0 : 1}`)
  const lab = await open(
    `${data}&models=logistic,gbdt&gbdt.rounds=10&engine=fused&open=columns,first-rows,trees,slices,examples`
  )
  await use(lab, fileOf(`${evil}.csv`, [`__proto__,"${evil}",toString,label`, ...rows].join('\n')))
  await expect(lab.getByText(`${evil}0`).first()).toBeVisible()
  await train(lab).click()
  await finished(lab)
  for (const step of ['Models', 'Evaluation', 'Decisions', 'Data']) {
    await button(lab, step).click()
    await expect(lab.getByText(evil).first()).toBeAttached()
    await expect(lab.locator('img, main script')).toHaveCount(0)
  }
  expect(await page.evaluate(() => 'owned' in window)).toBe(false)
})

test('a file dropped on another lab takes its place once it holds rows, and leaves it as it is where it does not', async ({
  open,
}) => {
  const lab = await open('#lab=1&rows=10000&engine=fused&models=logistic&logistic.epochs=1')
  await train(lab).click()
  await finished(lab)
  await drop(lab, fileOf('notes.csv', '%PDF-1.7 nothing here'))
  await expect(lab.getByText('notes.csv: a PDF document; expected CSV or Parquet.')).toBeVisible()
  await expect(runs(lab)).toHaveCount(1)
  await expect(scenario(lab)).toHaveAccessibleName(/^Scenario: Ad clicks/)

  await drop(lab, cards)
  await expect(columnsOf(lab)).toBeVisible()
  await expect(scenario(lab)).toHaveAccessibleName(/^Scenario: Your own data/)
  await button(lab, 'Use these rows').click()
  await expect(counted(lab)).toHaveText('2,000')
})

test('a lesson that holds its scenario takes no file', async ({ open }) => {
  const lab = await open('#lab=1&rows=10000&lock=scenario')
  await drop(lab, cards)
  await expect(lab.getByText(/^The rows of this lesson are locked/)).toBeVisible()
  await expect(scenario(lab)).toHaveAccessibleName(/^Scenario: Ad clicks/)
})

test('a file that is none, or too much, gets one line, and the rows before it stay', async ({ open }) => {
  const header = Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')
  const refused: [TestFile, RegExp][] = [
    [fileOf('empty.csv', ''), /^empty\.csv: an empty file: 0 bytes; expected CSV or Parquet$/],
    [fileOf('header.csv', 'a,b,label\n'), /^header\.csv: no rows: the file holds a header only$/],
    [fileOf('wide.csv', `${header}\n${header}\n`), /^wide\.csv: too many columns: 10,000; expected at most 1,000$/],
    [
      fileOf('book.xlsx', 'PK\x03\x04[Content_Types].xml'),
      /^book\.xlsx: an Excel workbook; .*: save the sheet as CSV$/,
    ],
    [fileOf('bytes.csv', 'a,b\n\0\0\0'), /^bytes\.csv: a binary file: byte 4 is zero; expected CSV or Parquet$/],
    [fileOf('cut.parquet', 'PAR1 and no more'), /^cut\.parquet: a broken Parquet file: .* was it cut off\?$/],
    [zipBomb(), /^bomb\.parquet: too large: unpacks to 8\.0 GB; expected at most 2 GB$/],
  ]
  const lab = await open(one)
  await use(lab, cards)
  for (const [file, line] of refused) {
    await choose(lab, file)
    await expect(refusal(lab), file.name).toHaveText(line)
  }
  const lines = Array.from({ length: 300 }, (_, i) => `${i % 9},a${i % 3},0`)
  await choose(lab, fileOf('one-value.csv', ['x,c,label', ...lines].join('\n')))
  await lab.getByLabel('What label is').selectOption('label')
  await button(lab, 'Use these rows').click()
  await expect(refusal(lab)).toHaveText(/^one-value\.csv: the label label has one value only: 0 in 300 rows/)
  await button(lab, 'Not this file').click()

  await expect(lab.getByRole('region', { name: 'Your file' })).toContainText('cards.csv')
  await train(lab).click()
  await finished(lab)
})

test('what was guessed wrong is corrected: names that repeat, an encoding, a delimiter that cuts nothing', async ({
  open,
}) => {
  const lab = await open(one)
  const rows = Array.from({ length: 300 }, (_, i) => `${i % 9};Köln;${i % 4};${i % 5 ? 0 : 1}`)
  await choose(lab, { ...fileOf('städte.csv', ''), buffer: Buffer.from(['x;Ort;x;y', ...rows].join('\n'), 'latin1') })
  await expect(lab.getByText(/^not UTF-8: byte 0xf6 on line 2; read as Windows-1252/)).toBeVisible()
  await expect(lab.getByText(/^duplicate column name: x; each further one is given a number\.$/)).toBeVisible()
  await lab.getByLabel('Delimiter').selectOption('comma')
  await expect(refusal(lab)).toHaveText(/^städte\.csv: one column only/)
  await expect(lab.getByLabel('Delimiter')).toHaveValue(';')
  await lab.getByLabel('What y is').selectOption('label')
  await button(lab, 'Use these rows').click()
  await expect(transport(lab)).toContainText('1 model on 300 rows')
  await button(lab, /^First rows/).click()
  await expect(lab.getByRole('cell', { name: 'Köln' }).first()).toBeVisible()
})

test('reading a large file shows how far it is, and can be cancelled and begun again', async ({ open }, info) => {
  const lab = await open(one)
  await use(lab, cards)
  await choose(lab, wideFile(300_000, info))
  await button(lab, 'Use these rows').click()
  await expect(lab.getByRole('progressbar', { name: 'Share of the file read' })).toBeVisible()
  await expect(lab.getByText(/^Reading creditcard\.csv: .*%, [1-9][\d,]* rows so far$/)).toBeVisible()
  // At once: it goes away when the file has been read.
  await button(lab, 'Cancel').click({ force: true })
  await expect(refusal(lab)).toHaveText('Reading was cancelled.')
  await expect(transport(lab)).toContainText('1 model on 2,000 rows')
  await button(lab, 'Use these rows').click()
  // Each file has a lab of its own, which begins as the link has it.
  await expect(transport(lab)).toContainText('1 model on 300,000 rows', { timeout: 60_000 })
})

test('runs on a file, and the file, are there again after a reload; the last run removed takes it away', async ({
  open,
  page,
}) => {
  const lab = await open(one)
  await use(lab, cards)
  await train(lab).click()
  await finished(lab)
  await page.reload()
  await expect(counted(lab)).toHaveText('2,000')
  await button(lab, 'Decisions').click()
  await expect(lab.getByRole('img', { name: /^Expected cost/ })).toHaveAccessibleName(/Logistic regression/)
  await button(lab, 'Models').click()
  await train(lab).click()
  await expect(runs(lab)).toContainText([/finished/, /finished/], { timeout: 60_000 })
  const [before, after] = await results(page, lab)
  expect(after.test).toEqual(before.test)

  await page.goto('about:blank')
  await open(`${one}&seed=9`)
  await button(lab, 'Use cards.csv again').click()
  await expect(counted(lab)).toHaveText('2,000')
  await button(lab, 'Models').click()
  for (let left = 2; left > 0; left--)
    await button(lab, /^Remove Logistic regression/)
      .first()
      .click()
  await expect(runs(lab)).toHaveCount(0)
  await expect.poll(() => keptFiles(page)).toBe(0)
})

test('rows of a file are saved as CSV and as Parquet, parted as the training has them', async ({ open, page }) => {
  const lab = await open(one)
  await use(lab, cards)
  await button(lab, 'Share').click()
  await expect(lab.getByText(/but not your file: a person who opens it brings a file of their own/)).toBeVisible()
  const lines = (await saved(page, lab, 'test', 'csv')).toString().trimEnd().split('\n')
  expect(lines).toHaveLength(401)
  expect(lines[0]).not.toContain('truth')
  expect((await saved(page, lab, 'train', 'parquet')).subarray(0, 4).toString()).toBe('PAR1')
  const download = page.waitForEvent('download')
  await button(lab, 'Save lab file').click()
  expect(readFileSync(await (await download).path(), 'utf8')).not.toContain('card_id')
})

for (const host of ['plain', 'embedded'] as const)
  test.describe(host, () => {
    test.use({ host })

    test('where memory is not shared every model reads the file itself, to the same numbers', async ({
      open,
      page,
    }, info) => {
      const lab = await open(`${data}&models=logistic,gbdt&gbdt.rounds=20&engine=fused`)
      await use(lab, cards)
      await train(lab).click()
      await finished(lab)
      const path = info.outputPath('cards.csv')
      writeFileSync(path, cards.buffer)
      const { models } = sim(path, '--models', 'logistic,gbdt', '--set', 'gbdt.rounds=20')
      const found = await results(page, lab)
      expect(found).toHaveLength(2)
      for (const { lane, test } of found) expect(test?.sampled.auc, lane).toBeCloseTo(models[lane].metrics.auc, 6)
    })
  })

/** Files that lie in this browser. */
function keptFiles(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('skewlab')
        opening.onerror = () => reject(opening.error as DOMException)
        opening.onsuccess = () => {
          const count = opening.result.transaction('files').objectStore('files').count()
          count.onsuccess = () => {
            resolve(count.result)
            opening.result.close()
          }
        }
      })
  )
}
