import { expect, test } from '../lab.ts'
import { button, finished, status, train } from '../race.ts'

for (const [what, link, note] of [
  ['no lab at all', '#nonsense', 'This link is damaged or not a lab, so here is the default one.'],
  ['broken bytes', '#lab=%E0%A4%A&rows=5', 'This link is damaged or not a lab, so here is the default one.'],
  ['a huge one', `#lab=1&task=${'x'.repeat(30_000)}`, 'This link is too long to be a lab, so here is the default one.'],
  ['a value out of range', '#lab=1&baseRate=7', 'Base rate: 700 % is outside 0.01 to 20 %; using 20 %.'],
  ['no such model', '#lab=1&models=oracle', 'There is no model oracle here; it is left out.'],
  ['a later version', '#lab=9999&seed=7', 'This lab was made with a newer Skewlab; what is not known here is ignored.'],
] as const)
  test(`a bad link (${what}) is answered with a plain sentence and a lab that trains`, async ({ open }) => {
    const lab = await open(link)
    await expect(lab.getByRole('main').getByText(note).first()).toBeVisible()
    await expect(train(lab)).toBeEnabled()
  })

test('a hostile link shows its text as text, and nothing of it runs', async ({ open, page }) => {
  const attack = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
  const lab = await open(
    `#lab=1&__proto__=1&constructor.prototype=2&seed=${encodeURIComponent(attack)}&hide=<script>&task=${encodeURIComponent(attack)}`
  )
  await expect(lab.getByText(attack).first()).toBeVisible()
  await expect(train(lab)).toBeEnabled()
  expect(await page.title()).toMatch(/Skewlab/)
  expect(await lab.evaluate(() => ({}) as Record<string, unknown>).then(({ prototype }) => prototype)).toBeUndefined()
})

test('a world that its knobs contradict is refused with the limit, and the next one trains', async ({ open }) => {
  const lab = await open('#lab=1&rows=10000&baseRate=0.2&positionBias=2&engine=fused&models=logistic')
  await train(lab).click()
  await expect(
    lab.getByText(/^Base rate: 20 % is more than these settings allow together; at most [\d.]+ %/).first()
  ).toBeVisible()
  const field = lab.getByRole('textbox', { name: 'Base rate' })
  await field.fill('5')
  await field.blur()
  await train(lab).click()
  await finished(lab)
})

test('a knob typed out of range keeps its value and says what is allowed', async ({ open }) => {
  const lab = await open('#lab=1&step=data')
  const field = lab.getByRole('textbox', { name: 'Base rate' })
  for (const typed of ['90', '-1', 'many', '']) {
    await field.fill(typed)
    await field.blur()
    await expect(lab.getByRole('alert').filter({ hasText: 'Base rate' })).toContainText(
      `${typed || 'nothing'} is not 0.01 to 20 %. Kept 3 %.`
    )
    await expect(field).toHaveValue('3')
  }
  const seed = lab.getByLabel('Seed', { exact: true })
  await seed.fill('-4')
  await seed.blur()
  await expect(lab.getByRole('alert').filter({ hasText: /seed/i })).toContainText(/-4/)
  await expect(seed).toHaveValue('1')
  await expect(button(lab, 'Share')).toBeEnabled()
  await expect(status(lab)).toHaveText('')
})
