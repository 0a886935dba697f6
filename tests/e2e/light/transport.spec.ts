import { expect, test } from '../lab.ts'
import { begun, button, curves, finished, results, runs, status, train } from '../race.ts'

const tiny = '#lab=1&rows=10000&engine=fused&models=logistic,dcn-v2&dcn-v2.embedding=2&dcn-v2.hidden=16'
const one = '#lab=1&rows=10000&engine=fused&models=logistic&logistic.epochs=1'
const long = '#lab=1&rows=300000&engine=fused&models=dcn-v2&dcn-v2.rate=0.003'

test.setTimeout(120_000)

test('Step trains one batch at a time, Resume goes on, Pause holds, a new rate is marked, Stop shows at once', async ({
  open,
}) => {
  const lab = await open(long)
  const seen = lab.getByText(/ of 420,000 rows/)
  await button(lab, 'Step').click()
  await expect(status(lab)).toHaveText('Paused.', { timeout: 60_000 })
  await expect(seen).toHaveText(/^512 of/)
  await button(lab, 'Step').click()
  await expect(seen).toHaveText(/^1,024 of/)
  await button(lab, 'Resume').click()
  await begun(lab)
  await lab.getByText('DCN-V2', { exact: true }).first().click()
  const rate = lab.getByRole('group', { name: 'Learning rate of DCN-V2, while it trains' })
  await rate.getByRole('button', { name: 'A third of the rate' }).click()
  await expect(curves(lab).getByText('learning rate 0.003 → 0.001')).toBeVisible()
  await expect(rate).toContainText('rate now 0.001')
  await rate.getByRole('button', { name: 'A third of the rate' }).click()
  await expect(rate).toContainText('rate now 0.00033')
  await button(lab, 'Pause').click()
  await expect(status(lab)).toHaveText('Paused.')
  const held = await seen.textContent()
  await button(lab, 'Step').click()
  await expect(seen).not.toHaveText(held ?? '')
  await button(lab, 'Stop').click()
  await expect(button(lab, 'Stopping…').or(train(lab))).toBeVisible()
  await expect(status(lab)).toHaveText(/^Training stopped/, { timeout: 30_000 })
})

test('Stop while rows are still drawn trains nothing', async ({ open }) => {
  const lab = await open('#lab=1&rows=2000000&engine=fused&models=logistic')
  await train(lab).click()
  await expect(status(lab)).toHaveText('Drawing rows.')
  await button(lab, 'Stop').click()
  await expect(button(lab, 'Stopping…')).toBeVisible()
  await expect(train(lab)).toBeEnabled({ timeout: 60_000 })
  await expect(runs(lab)).toHaveCount(0)
})

test('the same seed gives the same numbers to the last digit, by link too; a pinned run stays as a ghost of the next seed', async ({
  open,
  page,
}) => {
  const lab = await open(tiny)
  await train(lab).click()
  await finished(lab)
  await runs(lab).last().getByRole('button', { name: /^Pin / }).click()
  const { hash } = new URL(page.url())
  await button(lab, 'New seed').click()
  await train(lab).click()
  await expect(status(lab)).toHaveText('Training.')
  await finished(lab)
  await expect(curves(lab)).toHaveAccessibleName(/(Logistic regression [^;]*; ){2}|(DCN-V2 [^;]*; ){2}/)
  await page.goto('about:blank')
  const again = await open(hash)
  await expect(status(again)).toHaveText(/^Training finished/)
  await train(again).click()
  await expect(status(again)).toHaveText('Training.')
  await finished(again)
  const [first, firstDcn, other, otherDcn, replay, replayDcn] = await results(page, again)
  expect([replay.test, replayDcn.test]).toEqual([first.test, firstDcn.test])
  expect([first.rowsSeen, firstDcn.rowsSeen]).toEqual([replay.rowsSeen, replayDcn.rowsSeen])
  expect(other.test).not.toEqual(first.test)
  expect(otherDcn.test).not.toEqual(firstDcn.test)
})

test('Repeat ×5 trains five seeds and draws their band; Stop ends the whole of it', async ({ open, page }) => {
  const lab = await open(one)
  await button(lab, 'Repeat ×5').click()
  await expect(curves(lab)).toHaveAccessibleName(/Logistic regression ×5 0\.\d+ after 7,000 rows, finished/, {
    timeout: 90_000,
  })
  await finished(lab)
  await expect(runs(lab)).toHaveCount(1)
  await button(lab, 'Show seeds of Logistic regression ×5').click()
  await expect(runs(lab)).toHaveCount(6)
  const aucs = (await results(page, lab)).map((run) => run.test?.sampled.auc)
  expect(new Set(aucs).size).toBe(5)

  await button(lab, 'Repeat ×5').click()
  await expect(runs(lab)).not.toHaveCount(5)
  await button(lab, 'Stop').click()
  await expect(train(lab)).toBeEnabled({ timeout: 30_000 })
  expect(await runs(lab).count()).toBeLessThan(10)
})
