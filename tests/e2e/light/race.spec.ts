import { expect, test } from '../lab.ts'
import { begun, button, curves, finished, numbersOf, status, train } from '../race.ts'

const small = '#lab=1&rows=20000&engine=fused&models=logistic,dcn-v2&logistic.epochs=2&dcn-v2.epochs=2'

test.setTimeout(120_000)

for (const host of ['served', 'plain', 'embedded'] as const)
  test.describe(host, () => {
    test.use({ host })

    test('Train runs the whole race on the same rows, towards a ceiling; every picture is drawn, then traffic flows', async ({
      open,
    }) => {
      const lab = await open(small)
      await train(lab).click()
      await begun(lab)
      await expect(curves(lab)).toHaveAccessibleName(/the world knows 0\.\d+; guessing 0\.5/)
      await finished(lab)
      await expect(status(lab)).toHaveText(
        /\. Logistic regression: validation AUC 0\.\d+\. DCN-V2: validation AUC 0\.\d+\.$/
      )
      await expect(curves(lab)).toHaveAccessibleName(
        /Logistic regression 0\.\d+ after [\d,]+ rows, finished; DCN-V2 0\.\d+ after [\d,]+ rows, finished; the world/
      )
      const [, ...points] = await numbersOf(lab, 'AUC while training')
      expect(points.length).toBeGreaterThan(5)
      for (const point of points) expect(point).not.toContain('')
      await expect(lab.getByRole('img', { name: /no (finished run|training) yet|nothing measured/ })).toHaveCount(0)
      await expect(lab.getByText(/NaN|undefined|Infinity/)).toHaveCount(0)

      await button(lab, 'Operation').click()
      await button(lab, 'One window').click()
      await expect(lab.getByRole('img', { name: /^AUC in live traffic, day/ })).toHaveAccessibleName(
        /: Logistic regression 0\.\d+, DCN-V2 0\.\d+, the world knows 0\.\d+$/,
        { timeout: 30_000 }
      )
    })
  })

test('in a hidden tab, with no frame ever painted, training goes on to its end', async ({ open, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })
    Object.defineProperty(document, 'hidden', { get: () => true })
    window.requestAnimationFrame = () => 0
  })
  const lab = await open(small)
  await train(lab).click()
  await begun(lab)
  await finished(lab)
})

test('a link with small changes opens as that lab', async ({ open }) => {
  const lab = await open('#lab=1&seed=7&baseRate=0.001&metric=logLoss')
  await expect(lab.getByLabel('Seed', { exact: true })).toHaveValue('7')
  await expect(lab.getByRole('button', { name: 'Log loss', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await expect(lab.getByRole('textbox', { name: 'Base rate' })).toHaveValue('0.1')
})
