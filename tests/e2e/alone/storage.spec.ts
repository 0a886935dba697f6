import type { Page } from '@playwright/test'
import { expect, test } from '../lab.ts'
import { begun, button, expectUndisturbed, finished, runs, slow, train } from '../race.ts'

const tiny = '#lab=1&rows=10000&engine=fused&models=logistic&logistic.epochs=1'
const closed = /DCN-V2 stopped at [\d,]+ rows when the page closed\./

test.setTimeout(120_000)

/** Waits until a run under way lies on disk, which nothing on the page tells. */
async function keptCheckpoint(page: Page): Promise<void> {
  const count = (): Promise<number> =>
    page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
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
    )
  await expect.poll(count, { timeout: 30_000 }).toBeGreaterThan(0)
}

test('a page reloaded mid-run has its finished runs and pins back, and goes on to the very same numbers', async ({
  open,
  page,
}) => {
  const lab = await open(tiny)
  await train(lab).click()
  await finished(lab)
  await button(lab, 'Pin Logistic regression').click()
  await page.goto('about:blank')
  await open(slow)
  await train(lab).click()
  await begun(lab)
  await keptCheckpoint(page)
  await page.reload()

  await expect(lab.getByText(closed)).toBeVisible()
  await expect(runs(lab)).toHaveCount(1)
  await expect(button(lab, 'Pin Logistic regression')).toHaveAttribute('aria-pressed', 'true')
  await button(lab, 'Continue').click()
  await expect(lab.getByText('went on after a reload').first()).toBeVisible({ timeout: 60_000 })
  await expect(lab.getByText(closed)).toHaveCount(0)
  await finished(lab)
  await expectUndisturbed(page, lab)
})

test('a run left unfinished can be discarded for good', async ({ open, page }) => {
  const lab = await open(slow)
  await train(lab).click()
  await begun(lab)
  await keptCheckpoint(page)
  await page.reload()
  await button(lab, 'Discard').click()
  await expect(lab.getByText(closed)).toHaveCount(0)
  await page.reload()
  await expect(train(lab)).toBeEnabled()
  await expect(lab.getByText(closed)).toHaveCount(0)
  await expect(runs(lab)).toHaveCount(0)
})

test('where storage is full the lab says so and trains on', async ({ context, hosts, open, page }) => {
  const lab = await open(tiny)
  const session = await context.newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', {
    origin: new URL(hosts.addresses.served).origin,
    quotaSize: 1,
  })
  await train(lab).click()
  await expect(lab.getByText(/^This browser has no room left: runs stay in this tab/)).toBeVisible({ timeout: 60_000 })
  await finished(lab)
  await expect(runs(lab)).toHaveCount(1)
})

test('a second tab says that the first one keeps the runs, trains too, and harms none of them', async ({
  context,
  open,
  page,
}) => {
  const lab = await open(tiny)
  await train(lab).click()
  await finished(lab)
  const second = await context.newPage()
  await second.goto(page.url())
  const other = second.mainFrame()
  await expect(other.getByText(/^Skewlab is also open in another tab\./)).toBeVisible()
  await train(other).click()
  await finished(other)
  await second.close()
  await page.reload()
  await expect(runs(lab)).toHaveCount(1)
  await expect(lab.getByText(/also open in another tab/)).toHaveCount(0)
})
