import { readFileSync } from 'node:fs'
import type { Frame } from '@playwright/test'
import { expect, test } from '../lab.ts'
import { drop, fileOf } from '../own-files.ts'
import { button, curves, finished, runs, scenario, train } from '../race.ts'

const small =
  '#lab=1&scenario=payment-fraud&step=models&rows=30000&customers=2000&metric=auc&models=gbdt&gbdt.rounds=20&gbdt.maxDepth=3&gbdt.patience=0'

test.setTimeout(120_000)

const rounds = (lab: Frame) => lab.getByRole('slider', { name: 'Boosting rounds' })
const file = (lab: Frame) => lab.getByLabel('Import an XGBoost model')

/** The AUC at which the trees stand in the list of runs. */
const listed = async (lab: Frame): Promise<string> =>
  (await runs(lab).first().getByRole('cell').first().innerText()).trim()

test('boosted trees are wound back in every picture, opened one by one, and wound forward again', async ({ open }) => {
  const lab = await open(`${small}&open=trees`)
  await train(lab).click()
  await finished(lab)
  await expect(curves(lab)).toHaveAccessibleName(/Boosted trees 0\.\d+ after 100\s% of training, finished/)
  await expect(runs(lab).first()).toContainText('our trees')

  const whole = await listed(lab)
  await rounds(lab).fill('2')
  await expect(lab.getByText(/^Round 2 of 20: AUC 0\.\d+/)).toBeVisible()
  await expect.poll(() => listed(lab)).not.toBe(whole)

  await lab.getByRole('spinbutton', { name: 'Number of the tree' }).fill('2')
  await lab.getByRole('spinbutton', { name: 'Number of the tree' }).blur()
  await expect(lab.getByRole('heading', { name: 'Tree 2 of 2' })).toBeVisible()
  await expect(lab.getByRole('img', { name: /^Tree 2 of 2: the first split is whether / })).toBeVisible()
  await expect(lab.getByRole('img', { name: /^What the trees split on, share of the gain: / })).toBeVisible()

  await rounds(lab).fill('20')
  await expect.poll(() => listed(lab)).toBe(whole)
  await expect(lab.getByText(/NaN|undefined|Infinity/)).toHaveCount(0)
})

test('a model of XGBoost becomes a run of its own and is saved again; a file that is none is refused in one line', async ({
  open,
  page,
}) => {
  const lab = await open(`${small}&open=trees`)
  await file(lab).setInputFiles({ name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') })
  await expect(lab.getByRole('alert')).toHaveText(/^notes\.json: invalid XGBoost model: learner .*expected/)
  await file(lab).setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer: model() })
  await expect(lab.getByRole('alert')).toHaveText(
    /^other\.json: unknown features: position; expected columns of this table: amount, /
  )

  const names = ['n_amount', 'n_hour', 'usualAmount', 'distance', 'n_sinceLast']
  await file(lab).setInputFiles({ name: 'mine.json', mimeType: 'application/json', buffer: model(names) })
  await expect(runs(lab)).toContainText([/XGBoost: mine\s*finished · imported/], { timeout: 60_000 })
  await expect(lab.getByRole('alert')).toHaveCount(0)
  await expect(lab.getByRole('img', { name: /^Tree 1 of 3/ })).toBeVisible()
  const download = page.waitForEvent('download')
  await button(lab, 'Save as XGBoost JSON').click()
  const saved = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as Saved
  expect(names.map((name) => name.replace(/^(n_)?/, 'n_'))).toEqual(
    expect.arrayContaining([...saved.learner.feature_names])
  )

  await button(lab, 'Evaluation').click()
  await expect(lab.getByRole('img', { name: /XGBoost: mine/ }).first()).toBeVisible()
})

test('a dropped model is measured, and JSON that is neither model nor lab leaves the lab as it is', async ({
  open,
}) => {
  const lab = await open(`${small}&seed=7`)
  await drop(lab, fileOf('notes.json', '{"a":1}'))
  await expect(lab.getByText('notes.json: not a lab; expected what Share keeps as a file.')).toBeVisible()
  await expect(scenario(lab)).toHaveAccessibleName(/^Scenario: Payment fraud/)
  await expect(lab.getByLabel('Seed', { exact: true })).toHaveValue('7')

  const names = ['n_amount', 'n_hour', 'usualAmount', 'distance', 'n_sinceLast']
  await drop(lab, { name: 'mine.json', mimeType: 'application/json', buffer: model(names) })
  await expect(runs(lab)).toContainText([/XGBoost: mine\s*finished · imported/], { timeout: 60_000 })
})

interface Saved {
  readonly learner: { readonly feature_names: readonly string[] }
}

/** Three trees that XGBoost grew, on features of these names. */
function model(names?: readonly string[]): Buffer {
  const { cases } = JSON.parse(readFileSync('tests/goldens/xgboost-models.json', 'utf8')) as {
    cases: { model: Saved }[]
  }
  const { model } = cases[0]
  return Buffer.from(JSON.stringify(names ? { ...model, learner: { ...model.learner, feature_names: names } } : model))
}
