import type { Frame } from '@playwright/test'
import { expect, test } from '../lab.ts'
import { button, finished, runs, train } from '../race.ts'

const link =
  '#lab=1&scenario=payment-fraud&rows=40000&customers=3000&models=logistic&logistic.epochs=2&metric=prAuc&engine=fused&open=gains'
const PATIENCE = { timeout: 60_000 }

test.setTimeout(120_000)

/** The share of positives that the run finds, as a picture of the page that is open speaks it. */
async function recallIn(lab: Frame, picture: RegExp, said: RegExp): Promise<string | undefined> {
  const image = lab.getByRole('img', { name: picture })
  await expect(image).toBeVisible(PATIENCE)
  return said.exec((await image.getAttribute('aria-label')) ?? '')?.[1]
}

/** The same number in each of the three pictures that show it, on two pages. */
async function recalls(lab: Frame): Promise<(string | undefined)[]> {
  await button(lab, 'Evaluation').click()
  const found = [await recallIn(lab, /^Precision–recall: Logistic/, /recall (\S+\s%)/)]
  found.push(await recallIn(lab, /^ROC: Logistic/, /finds (\S+\s%) of positives/))
  await button(lab, 'Decisions').click()
  found.push(await recallIn(lab, /^Gains and lift: Logistic/, /finds (\S+\s%)/))
  return found
}

test('rows and reading are two switches of the whole page, and a look at test stays with the run', async ({
  open,
  page,
}) => {
  const lab = await open(link)
  await train(lab).click()
  await finished(lab)
  const seen = new Set<string | undefined>()
  for (const [rows, reading] of [
    ['validation', 'true probabilities'],
    ['validation', 'labels'],
    ['test', 'labels'],
    ['test', 'true probabilities'],
  ]) {
    await button(lab, rows).click()
    await button(lab, reading).click()
    const found = await recalls(lab)
    expect(new Set(found).size, `${rows}, ${reading}: ${found.join(', ')}`).toBe(1)
    expect(found[0]).toMatch(/^\d/)
    seen.add(found[0])
  }
  expect(seen.size).toBeGreaterThan(1)
  await expect(lab.getByText('Looked at test.')).toBeVisible()
  await page.reload()
  const again = page.mainFrame()
  await button(again, 'validation').click()
  await button(again, 'Models').click()
  await expect(runs(again).first()).toContainText('looked at test', PATIENCE)
})
