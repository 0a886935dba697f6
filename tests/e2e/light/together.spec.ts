import { expect, test } from '../lab.ts'
import { begun, button, finished, results, runs, train } from '../race.ts'

const quick = '#lab=1&rows=20000&engine=fused&logistic.epochs=1&dcn-v2.epochs=1'
const onlyLogistic = '#lab=1&rows=10000&engine=fused&models=logistic&logistic.epochs=1'
const slow = { timeout: 60_000 }

test.setTimeout(180_000)

test('training while traffic flows pauses it, ends as ever, and then serves the new models', async ({ open, page }) => {
  const lab = await open(quick)
  await train(lab).click()
  await finished(lab)
  await button(lab, 'Operation').click()
  await button(lab, 'Start traffic').click()
  await expect(lab.getByText(/· \d+ windows/)).toBeVisible(slow)
  await button(lab, 'Models').click()
  await train(lab).click()
  await expect(runs(lab)).toHaveCount(4)
  await finished(lab)
  const [first, second, again, secondAgain] = await results(page, lab)
  expect([again.test, secondAgain.test]).toEqual([first.test, second.test])
  await button(lab, 'Operation').click()
  await expect(button(lab, 'Go on')).toBeVisible()
  await button(lab, 'One window').click()
  await expect(lab.getByText('· 1 window', { exact: false })).toBeVisible(slow)
  await expect(lab.getByText(/unknown run|undefined/)).toHaveCount(0)
})

test('a link to other rows opens without the results of earlier visits, but lists them', async ({ open, page }) => {
  const lab = await open(onlyLogistic)
  await train(lab).click()
  await finished(lab)
  await page.goto('about:blank')
  await open('#lab=1&rows=12000&engine=fused&models=logistic&logistic.epochs=1')
  await expect(runs(lab)).toHaveCount(1)
  await expect(lab.getByText(/of 7,000 rows/)).toHaveCount(0)
  await train(lab).click()
  await begun(lab)
  await finished(lab)
  await expect(runs(lab)).toHaveCount(2)
})
