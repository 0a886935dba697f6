import type { Frame, Page } from '@playwright/test'
import { expect, test } from './lab.ts'

const long = '#lab=1&rows=200000&engine=tfjs-wasm'

const status = (lab: Frame) => lab.getByRole('status')
const curves = (lab: Frame) => lab.getByRole('img', { name: /^AUC: / })

/** Starts a race and waits until both models have been measured. */
async function train(lab: Frame): Promise<void> {
  await lab.getByRole('button', { name: 'Train', exact: true }).click()
  await expect(curves(lab)).toHaveAccessibleName(/Logistic regression.* after \d.*DCN-V2.* after \d/, {
    timeout: 40_000,
  })
}

for (const [link, note] of [
  ['#nonsense', 'This link is damaged or not a lab, so here is the default one.'],
  ['#lab=%E0%A4%A&rows=5', 'This link is damaged or not a lab, so here is the default one.'],
  [`#lab=1&task=${'x'.repeat(30_000)}`, 'This link is too long to be a lab, so here is the default one.'],
  ['#lab=1&baseRate=7', 'Base rate: 7 is outside 0.0001 to 0.2; using 0.2'],
  ['#lab=1&seed=<img src=x onerror=alert(1)>', 'Seed: <img src=x onerror=alert(1)> is not'],
] as const)
  test(`a bad link is answered with a plain sentence: ${link.slice(0, 40)}`, async ({ open }) => {
    const lab = await open(link)
    await expect(lab.getByText(note)).toBeVisible()
    await expect(lab.getByRole('button', { name: 'Train', exact: true })).toBeEnabled()
  })

test('workers that die are noticed, and the race goes on from the last checkpoint', async ({ open, page }) => {
  const lab = await open(long)
  await train(lab)
  await Promise.allSettled(page.workers().map((worker) => worker.evaluate(() => self.close())))
  await expect(lab.getByText(/went on in a fresh worker/).first()).toBeVisible({ timeout: 30_000 })
  await expect(status(lab)).toHaveText('Training.')
  await lab.getByRole('button', { name: 'Stop' }).click()
  await expect(status(lab)).toHaveText(/^Training stopped/)
})

test('a page that is reloaded mid-run offers to continue, and does', async ({ open, page }) => {
  const lab = await open(long)
  await train(lab)
  await expect(curves(lab)).toHaveAccessibleName(/Logistic regression.* after [2-9]\d \d{3} .*DCN-V2/)
  await page.reload()
  await expect(page.getByText(/stopped at [\d,]+ rows when the page closed/)).toBeVisible()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText(/went on after a reload/).first()).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Training (stopped|finished)/)
})

test('without WebGPU a lab that asks for it says so and trains on another engine', async ({ open }) => {
  const lab = await open('#lab=1&rows=10000&engine=tfjs-webgpu')
  await lab.getByRole('button', { name: 'Train', exact: true }).click()
  await expect(status(lab)).toHaveText(/^Training finished/)
  await expect(lab.getByText(/tfjs-webgpu: .*went on with tfjs-/).first()).toBeVisible()
})

test.describe('a lost WebGL context', () => {
  test.use({ tolerated: [/webgl|context/i] })

  test('moves the race to another engine, visibly', async ({ open, page }) => {
    test.setTimeout(120_000)
    keepContexts(page)
    const lab = await open('#lab=1&rows=20000&models=logistic&engine=tfjs-webgl')
    await lab.getByRole('button', { name: 'Train', exact: true }).click()
    await expect(curves(lab)).toHaveAccessibleName(/Logistic regression.* after \d/, { timeout: 60_000 })
    await Promise.all(page.workers().map((worker) => worker.evaluate(loseContexts)))
    await expect(lab.getByText(/tfjs-webgl: .*went on with tfjs-/).first()).toBeVisible({ timeout: 40_000 })
  })
})

/** Workers draw on canvases of their own: remembers their contexts, so that a test can lose them. */
function keepContexts(page: Page): void {
  page.on('worker', (worker) => {
    void worker.evaluate(() => {
      const create = OffscreenCanvas.prototype.getContext as (...args: unknown[]) => unknown
      const contexts: unknown[] = []
      Object.assign(self, { contexts })
      OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...args: unknown[]) {
        const context = create.apply(this, args)
        if (String(args[0]).startsWith('webgl')) contexts.push(context)
        return context
      } as typeof OffscreenCanvas.prototype.getContext
    })
  })
}

function loseContexts(): void {
  const { contexts } = self as unknown as { contexts: WebGL2RenderingContext[] }
  for (const context of contexts) context?.getExtension('WEBGL_lose_context')?.loseContext()
}
