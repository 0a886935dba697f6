import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { expect, it } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import TaskStrip from '../../../src/app/TaskStrip.svelte'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { ReachedGoals } from '../../../src/state/reached.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'
import { TrafficState } from '../../../src/state/traffic.svelte.ts'
import { finishedRun } from '../labs/finished-run.ts'

/** The strip of a story that was opened at the start of time, with a run of it that has ended and one of another world. */
async function opened(id: string, isHidden = false) {
  window.history.replaceState(null, '', '#lab=1')
  const [lab, parts] = [new LabState(addressOf(window)), openParts()]
  const preset = lab.scenario.presets.find((one) => one.id === id)!
  lab.startFrom(preset)
  lab.presetSince = 0
  if (isHidden) lab.setTeach({ hide: ['goal'] })
  const { recipe } = finishedRun(1).spec
  const [own, other] = [preset.world, { baseRate: 0.02 }].map((world, i) =>
    finishedRun(1, { id: `run-${i}`, recipe: { ...recipe, settings: { ...recipe.settings, ...world } } })
  )
  parts.archive.add([own, other])
  render(TaskStrip, {
    lab,
    ...parts,
    traffic: new TrafficState(parts, () => lab.document),
    reached: new ReachedGoals(),
  })
  await tick()
  return { own, other }
}

it('a goal that is checked on test marks the runs that it is checked on as looked at test, and no others', async () => {
  const { own, other } = await opened('default-race')
  expect(screen.getByRole('region', { name: 'Goal' })).toBeInTheDocument()
  expect([own.lookedAtTest, other.lookedAtTest]).toEqual([true, false])
})

it.each([
  ['one that is checked on validation', 'one-epoch-too-many', false],
  ['one that is hidden', 'default-race', true],
])('%s marks none', async (_, id, isHidden) => {
  const { own } = await opened(id, isHidden)
  expect(own.lookedAtTest).toBe(false)
})
