import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import { LabWorker } from '../../../src/state/lab-worker.ts'
import type { ColumnCeiling, DataSummary } from '../../../src/core/lab.ts'
import ReachPanel from '../../../src/labs/models/ReachPanel.svelte'
import { choiceOf, recipeOf } from '../../../src/scenarios/recipe.ts'
import { ceilingsOf } from '../../../src/state/ceilings.svelte.ts'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'
import { data, trained } from '../views/sample.ts'

afterEach(() => vi.restoreAllMocks())

const { ceiling, trivial } = data.validation
const unknown: DataSummary = { ...data, validation: { ceiling, trivial }, test: { ceiling, trivial } }
const reach: ColumnCeiling = {
  ...{ rows: 200_000, settled: true, live: ceiling!, validation: ceiling!, test: ceiling! },
}

async function opened() {
  window.history.replaceState(null, '', '#lab=1')
  const lab = new LabState(addressOf(window))
  const parts = openParts()
  const call = vi.spyOn(LabWorker.prototype, 'call')
  const work = { prepare: async () => unknown, columnCeiling: vi.fn(async () => reach) }
  call.mockImplementation((ask) => ask({ tables: work } as never))
  parts.tables.data = await parts.tables.describe(recipeOf(lab.document), lab.document)
  const { recipe: _recipe, ...spec } = trained({ evaluations: 1 }).spec
  const run = trained({ evaluations: 1, table: unknown })
  Object.assign(run.spec, { ...spec, recipe: recipeOf(lab.document) })
  const other = trained({ evaluations: 1, seed: 9, table: unknown })
  parts.archive.add([run, other])
  render(ReachPanel, { props: { lab, ...parts } })
  return { lab, parts, run, other, work }
}

test('the button has it computed, and everything on these rows learns of it', async () => {
  const { lab, parts, run, other, work } = await opened()
  await userEvent.click(screen.getByRole('button', { name: 'Compute what these columns can reach' }))
  await vi.waitFor(() =>
    expect(parts.tables.data?.test?.columns).toEqual({ rows: 200_000, settled: true, measured: ceiling })
  )
  expect(work.columnCeiling).toHaveBeenCalledWith(recipeOf(lab.document), choiceOf(lab.document))
  expect(run.data.validation.columns?.rows).toBe(200_000)
  expect(other.data.validation.columns).toBeUndefined()
  expect((await parts.tables.describe(recipeOf(lab.document), lab.document)).test?.columns?.rows).toBe(200_000)
})

test('says how far it is, and Stop ends it', async () => {
  const { parts, work } = await opened()
  work.columnCeiling.mockReturnValue(new Promise(() => undefined))
  await userEvent.click(screen.getByRole('button', { name: /^Compute/ }))
  ceilingsOf(parts).progress = { rows: 400_000, share: 0.256 }
  await vi.waitFor(() => expect(screen.getByRole('status').textContent).toContain('400,000 other rows, 25'))
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }))
  expect(screen.getByRole('button', { name: /^Compute/ })).toBeTruthy()
})

test('why it could not be computed is one line', async () => {
  const { work } = await opened()
  work.columnCeiling.mockRejectedValue(new Error('not enough memory for 800000 rows'))
  await userEvent.click(screen.getByRole('button', { name: /^Compute/ }))
  expect((await screen.findByRole('alert')).textContent).toBe('not enough memory for 800000 rows')
})
