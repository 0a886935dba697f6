import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Frame } from '@playwright/test'
import { expect, test } from './lab.ts'

const small = '#lab=1&rows=20000&engine=tfjs-wasm'

const train = (lab: Frame) => lab.getByRole('button', { name: 'Train', exact: true })
const status = (lab: Frame) => lab.getByRole('status')
const curves = (lab: Frame) => lab.getByRole('img', { name: /^AUC: / })

for (const host of ['served', 'plain', 'embedded'] as const)
  test.describe(host, () => {
    test.use({ host })

    test('Train runs the whole race: curves move towards a ceiling and every picture is drawn', async ({ open }) => {
      const lab = await open(small)
      await train(lab).click()
      await expect(status(lab)).toHaveText(
        /^Training finished\. Logistic regression: AUC 0\.\d+\. DCN-V2: AUC 0\.\d+\.$/
      )
      await expect(curves(lab)).toHaveAccessibleName(
        /Logistic regression 0\.\d+ after 28 000 rows, finished; DCN-V2 0\.\d+ .*; best possible 0\.\d+; trivial 0\.5/
      )
      await expect(lab.getByRole('img', { name: /no (finished run|training) yet|nothing measured/ })).toHaveCount(0)
      await expect(lab.getByText(/NaN|undefined|Infinity/)).toHaveCount(0)
    })
  })

test('the race gives what the headless runner gives for the same lab', async ({ open, page }) => {
  test.setTimeout(120_000)
  const lab = await open(`${small}&seed=4&step=evaluation`)
  await train(lab).click()
  await expect(status(lab)).toHaveText(/^Training finished/)
  const download = page.waitForEvent('download')
  await lab.getByRole('button', { name: 'Results as JSON' }).click()
  const { runs } = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as {
    runs: { lane: string; test: { sampled: Record<string, number> } }[]
  }
  const flags = ['run', 'ad-ctr', '--rows', '20000', '--seed', '4', '--engine', 'tfjs-wasm', '--json']
  const events = execFileSync(process.execPath, ['.config/node-bundle.mjs', 'sim', ...flags], { encoding: 'utf8' })
  const report = JSON.parse(events.trimEnd().split('\n').at(-1) ?? '') as {
    models: Record<string, { metrics: Record<string, number> }>
  }
  expect(runs.map((run) => run.lane).sort()).toEqual(Object.keys(report.models).sort())
  for (const run of runs) expect(run.test.sampled).toEqual(report.models[run.lane].metrics)
})

test('Pause holds the race, Resume goes on, Stop ends it with what was reached', async ({ open }) => {
  const lab = await open('#lab=1&rows=300000&engine=tfjs-wasm')
  await train(lab).click()
  await expect(curves(lab)).toHaveAccessibleName(/after \d/)
  await lab.getByRole('button', { name: 'Pause' }).click()
  await expect(status(lab)).toHaveText('Paused.')
  const held = await curves(lab).getAttribute('aria-label')
  await lab.getByRole('button', { name: 'Resume' }).click()
  await expect(status(lab)).toHaveText('Training.')
  if (held) await expect(curves(lab)).not.toHaveAttribute('aria-label', held)
  await lab.getByRole('button', { name: 'Stop' }).click()
  await expect(status(lab)).toHaveText(/^Training stopped/)
  await expect(train(lab)).toBeEnabled()
})

test('in a hidden tab, with no frame ever painted, training goes on to its end', async ({ open, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })
    Object.defineProperty(document, 'hidden', { get: () => true })
    window.requestAnimationFrame = () => 0
  })
  const lab = await open(small)
  await train(lab).click()
  await expect(status(lab)).toHaveText(/^Training finished/)
})

test('a link with small changes opens as that lab', async ({ open }) => {
  const lab = await open('#lab=1&seed=7&baseRate=0.001&metric=logLoss')
  await expect(lab.getByLabel('Seed', { exact: true })).toHaveValue('7')
  await expect(lab.getByRole('button', { name: 'Log loss', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await expect(lab.getByRole('textbox', { name: 'Base rate' })).toHaveValue('0.1')
})
