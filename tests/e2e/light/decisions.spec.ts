import AxeBuilder from '@axe-core/playwright'
import type { Frame } from '@playwright/test'
import { expect, test } from '../lab.ts'
import { button, finished, train, workerNamed } from '../race.ts'

const link =
  '#lab=1&scenario=payment-fraud&step=decisions&rows=60000&customers=4000&models=logistic,gbdt&gbdt.rounds=30'
const PATIENCE = { timeout: 60_000 }

test.setTimeout(180_000)

const picture = (lab: Frame, name: string) => lab.getByRole('region', { name, exact: true })
const cost = (lab: Frame) => lab.getByRole('img', { name: /^Expected cost of 10,000 rows: Logistic/ })
const counts = (lab: Frame) => lab.getByRole('group', { name: /^Confusion matrix per 10,000: / })
const rows = (lab: Frame) => picture(lab, 'The rows behind a number').getByRole('rowheader').getByRole('button')

async function trained(lab: Frame): Promise<void> {
  await expect(picture(lab, 'Expected cost')).toContainText('Press Train')
  await train(lab).click()
  await finished(lab)
  await expect(cost(lab)).toBeVisible(PATIENCE)
}

test('the cheapest threshold is chosen on validation, moved by keyboard, and looked at once on test', async ({
  open,
}) => {
  const lab = await open(link)
  await trained(lab)

  await button(lab, 'Cheapest').click()
  await expect(lab.getByText(/: what costs least\.$/)).toBeVisible()
  const said = await cost(lab).getAttribute('aria-label')
  const [, now, best] = /cost ([\d,]+) per 10,000 rows.*?best ([\d,]+)/.exec(said ?? '') ?? []
  expect(now).toBe(best)

  const slider = picture(lab, 'Confusion matrix per 10,000').getByRole('slider', { name: 'Threshold' })
  const before = await counts(lab).getAttribute('aria-label')
  await slider.focus()
  for (let i = 0; i < 12; i++) await slider.press('ArrowRight')
  await expect(counts(lab)).not.toHaveAttribute('aria-label', before ?? '')
  await expect(cost(lab)).not.toHaveAttribute('aria-label', said ?? '')
  await expect(lab.getByText(/^All runs are cut at /)).toBeVisible()

  const onValidation = await counts(lab).getAttribute('aria-label')
  await button(lab, 'test').click()
  await expect(picture(lab, 'Confusion matrix per 10,000')).toContainText('test, against true probabilities', PATIENCE)
  await expect(counts(lab)).not.toHaveAttribute('aria-label', onValidation ?? '')
  await expect(button(lab, 'Cheapest')).toBeDisabled()
})

test('a cell of the confusion matrix opens its payments, and one of them says why, by keyboard', async ({
  open,
  page,
}) => {
  const lab = await open(link)
  await trained(lab)

  await button(lab, /false alarms by Boosted trees: show these payments$/).press('Enter')
  await expect(picture(lab, 'The rows behind a number')).toContainText(
    /^The rows behind a number.*Boosted trees, validation/s
  )
  await expect(picture(lab, 'The rows behind a number')).toContainText(/False alarms: \d+/)
  await expect(picture(lab, 'The rows behind a number')).toBeInViewport()

  const number = await rows(lab).first().innerText()
  await rows(lab).first().press('Enter')
  const why = picture(lab, 'Why this score')
  await expect(why).toContainText(`Boosted trees, payment ${number}`)
  await expect(why).toContainText(/Base .* logits: a probability of \d/)

  await button(lab, /missed by Logistic regression: show these payments$/).click()
  await expect(picture(lab, 'The rows behind a number')).toContainText(/Missed: \d+/)
  await rows(lab).first().click()
  await expect(why).toContainText('Logistic regression, payment')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
})

test('redraws give intervals of whole customers, and say when the threshold has moved since', async ({ open }) => {
  const lab = await open(link)
  await trained(lab)
  await button(lab, 'Evaluation').click()
  await button(lab, /^Intervals/).click()
  const sure = picture(lab, 'Intervals')
  await button(lab, 'Redraw').click()
  await expect(sure).toContainText(/Boosted trees\s*0\.\d+ \(0\.\d+ to \d\.\d+\)/, PATIENCE)
  await expect(sure).toContainText(/Whole customers and terminals, 400 redraws/)
  await expect(sure).toContainText('Boosted trees against Logistic regression')
  await button(lab, 'Decisions').click()
  await button(lab, 'Cheapest').click()
  await button(lab, 'Evaluation').click()
  await expect(button(lab, 'Redraw again')).toBeVisible()
})

test('answers come back after a worker died and after a reload', async ({ open, page }) => {
  const lab = await open(link)
  await trained(lab)
  const worker = await workerNamed(page, 'lane-2')
  void worker.evaluate(() => self.close()).catch(() => undefined)
  await button(lab, /missed by Boosted trees: show these payments$/).click()
  await expect(picture(lab, 'The rows behind a number')).toContainText(/Boosted trees, validation/, PATIENCE)
  await rows(lab).first().click()
  await expect(picture(lab, 'Why this score')).toContainText('Boosted trees, payment', PATIENCE)

  const said = await cost(lab).getAttribute('aria-label')
  await page.reload()
  await expect(cost(page.mainFrame())).toHaveAttribute('aria-label', said ?? '', PATIENCE)
})

test('wide tables scroll inside their picture on a phone, never the page', async ({ open, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const lab = await open(`${link}&open=examples`)
  await trained(lab)
  await expect(rows(lab).first()).toBeVisible(PATIENCE)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})
