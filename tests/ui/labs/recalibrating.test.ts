import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import LanesPanel from '../../../src/labs/models/LanesPanel.svelte'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'
import { finishedRun } from './finished-run.ts'

const button = { name: 'Recalibrate DCN-V2 with Platt' }

function shown(hash: string, isOff: boolean): LabState {
  window.history.replaceState(null, '', `#${hash}`)
  const lab = new LabState(addressOf(window))
  const parts = openParts()
  const run = finishedRun(1)
  const offLevel = { ratio: 0.33, low: 0.29, high: 0.39, text: 'the mean score is 0.33 times that' }
  if (run.report && isOff) run.report = { ...run.report, offLevel }
  parts.race.current = [run]
  render(LanesPanel, { lab, ...parts })
  return lab
}

it('LanesPanel recalibrates by one press where the mean score was off', async () => {
  const lab = shown('lab=1&models=dcn-v2', true)
  expect(screen.getByText('the mean score is 0.33 times that.')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', button))
  expect(lab.document.lanes[0].settings.recalibrate).toBe('platt')
  expect(screen.queryByRole('button', button)).toBeNull()
})

it.each([
  ['lab=1&models=dcn-v2', false],
  ['lab=1&models=dcn-v2&dcn-v2.recalibrate=isotonic', true],
  ['lab=1&models=dcn-v2&lock=dcn-v2.recalibrate', true],
])('LanesPanel offers it at %s, off %s, to nobody', (hash, isOff) => {
  shown(hash, isOff)
  expect(screen.queryByRole('button', button)).toBeNull()
})
