import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../lab.ts'
import { finished, train } from '../race.ts'

const link = '#lab=1&rows=10000&engine=fused'
const steps = ['Data', 'Models', 'Evaluation', 'Decisions', 'Operation']

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

    test('axe finds nothing on any page, before and after training', async ({ open, page }) => {
      test.setTimeout(240_000)
      const lab = await open(link)
      const visit = async (step: string) => {
        await lab.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: step }).click()
        await expect(lab.getByRole('heading', { level: 1, name: step })).toBeVisible()
      }
      for (const step of steps) {
        await visit(step)
        expect.soft(await violations(page), `${step} at first`).toEqual([])
      }
      await visit('Models')
      await train(lab).click()
      await finished(lab)
      for (const step of steps) {
        await visit(step)
        expect.soft(await violations(page), `${step} with runs`).toEqual([])
      }
    })
  })

test('axe finds nothing on a phone, nor does the page scroll sideways', async ({ open, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(link)
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`)
}
