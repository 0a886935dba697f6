import { readFileSync } from 'node:fs'
import type { Frame } from '@playwright/test'
import { expect, test } from '../lab.ts'
import { drop, fileOf, use } from '../own-files.ts'
import { button, openScenario, runs } from '../race.ts'

const data = '#lab=1&scenario=own-data&step=data&models=logistic&engine=fused'

test.setTimeout(120_000)

const counted = (lab: Frame) => lab.getByRole('definition').first()
const seed = (lab: Frame) => lab.getByLabel('Seed', { exact: true })

/** A file and a model of tests/goldens/xgboost-files.json. */
function golden(name: string): { csv: string; model: Buffer } {
  const cases = JSON.parse(readFileSync('tests/goldens/xgboost-files.json', 'utf8')) as {
    name: string
    csv: string
    model: unknown
  }[]
  const found = cases.find((one) => one.name === name)
  return { csv: found?.csv ?? '', model: Buffer.from(JSON.stringify(found?.model).replaceAll('"NaN"', 'NaN')) }
}

test('a file without a run on it is there after a reload, and every scenario has its own lab back', async ({
  open,
  page,
}) => {
  const lab = await open(data)
  await use(lab, fileOf('codes.csv', golden('codes').csv))
  await expect(counted(lab)).toHaveText('400')
  await seed(lab).fill('77')
  await seed(lab).press('Enter')
  await openScenario(lab, 'Ad clicks')
  await expect(seed(lab)).toHaveValue('1')
  await openScenario(lab, 'Your own data')
  await expect(seed(lab)).toHaveValue('77')
  await expect(counted(lab)).toHaveText('400')
  await page.reload()
  await expect(seed(lab)).toHaveValue('77')
  await expect(counted(lab)).toHaveText('400')
  await expect(lab.getByLabel('Split', { exact: true })).toHaveValue('random')
})

test('a model is scored by the numbers of the file, or refused in the panel with the lab as it is', async ({
  open,
}) => {
  const lab = await open(data)
  const { csv, model } = golden('texts')
  await use(lab, fileOf('texts.csv', csv))
  await expect(counted(lab)).toHaveText('400')
  await drop(lab, { name: 'mine.json', mimeType: 'application/json', buffer: model })
  await expect(lab.getByText(/^mine\.json: segment holds texts here \(/).first()).toBeVisible()
  await expect(runs(lab)).toHaveCount(0)
  const file = lab.getByLabel(/^Import an XGBoost model/)
  await file.setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: model })
  await expect(lab.getByRole('alert')).toHaveText(/^mine\.json: segment holds texts here \(/)
  await button(lab, 'Number them from 0 in alphabetical order').click()
  await button(lab, 'Score with these numbers').click()
  await expect(runs(lab)).toContainText([/XGBoost: mine\s*finished · imported/], { timeout: 60_000 })
  await expect(lab.getByText('mine.json: 6 trees; segment: blue is 0, green is 1, red is 2, as given.')).toBeVisible()
})
