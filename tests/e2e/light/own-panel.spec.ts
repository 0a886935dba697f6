import AxeBuilder from '@axe-core/playwright'
import type { Frame } from '@playwright/test'
import { expect, test } from '../lab.ts'
import { choose, fileOf } from '../own-files.ts'
import { button, finished, runs, train } from '../race.ts'

const one = '#lab=1&scenario=own-data&step=data&models=logistic&engine=fused'

test.setTimeout(180_000)

const columnsOf = (lab: Frame) => lab.getByRole('region', { name: /^Columns of / })
/** Rows that the Data page counts. */
const counted = (lab: Frame) => lab.getByRole('definition').first()

test('an example is one press away; how it is read is opened again after use, and the runs before stay listed', async ({
  open,
  page,
}) => {
  const lab = await open(one)
  await button(lab, 'Credit table').click()
  await expect(lab.getByText(/^Label: defaulted, 9\.6.% positive \(yes\), 4,000 rows, split at random$/)).toBeVisible()
  await expect(lab.getByRole('img', { name: /^age: mostly from / })).toBeVisible()
  await button(lab, 'Use these rows').click()
  await expect(counted(lab)).toHaveText('4,000')
  await train(lab).click()
  await finished(lab)

  await button(lab, 'Change how it is read').click()
  await lab.getByLabel('What age is').selectOption('leave out')
  await lab.getByText('1 column is left out').click()
  await expect(lab.getByText('Bring back age')).toBeVisible()
  await button(lab, 'Use these rows').click()
  await expect(lab.getByRole('columnheader', { name: 'age', exact: true })).toHaveCount(0)
  await button(lab, 'Models').click()
  await expect(runs(lab)).toHaveCount(1)

  // Corrections come back with the file.
  await page.goto('about:blank')
  await open(`${one}&seed=9`)
  await button(lab, 'Credit table').click()
  await expect(lab.getByText(/^Your corrections from last time are used/)).toBeVisible()
  await expect(lab.getByLabel('What age is')).toHaveValue('ignore')
})

test('what is shown of a file has no fault that axe finds, and does not scroll a phone sideways', async ({
  open,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.goto('about:blank')
    const lab = await open(one)
    for (const name of ['Payments with late labels', 'A messy export']) {
      await button(lab, name).click()
      await expect(columnsOf(lab)).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).include('section.own').analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
      await button(lab, 'Not this file').click()
    }
  }
})

test('a file is decided on, corrected and used from the keyboard alone', async ({ open, page }) => {
  const lab = await open(one)
  const rows = Array.from({ length: 300 }, (_, i) => `${i % 9},${i % 2 ? 'a' : 'b'},${i % 4 ? 'p' : 'q'}`)
  await choose(lab, fileOf('two.csv', ['x,left,right', ...rows, ''].join('\n')))
  await expect(columnsOf(lab)).toBeVisible()
  await lab.getByLabel('What right is').focus()
  await page.keyboard.type('label')
  await expect(lab.getByText(/^Label: right, 25.% positive \(q\), 300 rows/)).toBeVisible()
  await button(lab, 'Use these rows').focus()
  await page.keyboard.press('Enter')
  await expect(counted(lab)).toHaveText('300')
})
