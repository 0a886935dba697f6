import '@testing-library/jest-dom/vitest'
import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { tick } from 'svelte'
import { describe, expect, it, vi } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import MeasuredOn from '../../../src/labs/frame/MeasuredOn.svelte'
import RunsPanel from '../../../src/labs/frame/RunsPanel.svelte'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'
import { RunState } from '../../../src/state/run.svelte.ts'
import { finishedRun } from './finished-run.ts'

function show(runs: RunState[] | null, hash = 'lab=1') {
  window.history.replaceState(null, '', `#${hash}`)
  const [lab, parts] = [new LabState(addressOf(window)), openParts()]
  parts.archive.add(runs ?? [])
  const save = vi.spyOn(parts.archive, 'save')
  render(MeasuredOn, { lab, ...parts, runs })
  return { lab, parts, save }
}

const rows = () => within(screen.getByRole('group', { name: 'Rows' }))
const reading = () => within(screen.getByRole('group', { name: 'Measured against' }))

describe('MeasuredOn', () => {
  it('writes both switches into the document, which its link keeps', async () => {
    const { lab } = show([finishedRun(0)])
    await userEvent.click(rows().getByRole('button', { name: 'test' }))
    await userEvent.click(reading().getByRole('button', { name: 'labels' }))
    expect(lab.document.view).toMatchObject({ part: 'test', expected: false })
    expect(lab.link).toMatch(/part=test/)
    expect(lab.link).toMatch(/expected=false/)
    expect(rows().getByRole('button', { name: 'test' })).toHaveAttribute('aria-pressed', 'true')
  })

  it('marks the runs that were shown on test, for good, and no others', async () => {
    const [shown, other] = [finishedRun(0), finishedRun(1)]
    const { parts, save, lab } = show([shown])
    parts.archive.add([other])
    expect(shown.lookedAtTest).toBe(false)
    await userEvent.click(rows().getByRole('button', { name: 'test' }))
    expect([shown.lookedAtTest, other.lookedAtTest]).toEqual([true, false])
    expect(save).toHaveBeenCalledExactlyOnceWith(shown)
    expect(screen.getByText('Looked at test.')).toBeInTheDocument()
    lab.setView({ part: 'validation' })
    await tick()
    expect(shown.lookedAtTest).toBe(true)
    render(RunsPanel, { lab, ...parts })
    const marks = screen.getAllByText('looked at test')
    expect(marks).toHaveLength(1)
    expect(marks[0]).toHaveAttribute('title', expect.stringContaining('chosen by them looks better on test'))
  })

  it('marks nothing while no run has a test to look at', async () => {
    const stopped = finishedRun(0)
    stopped.report = stopped.report && { ...stopped.report, test: null, parts: { ...stopped.report.parts, test: null } }
    show([stopped], 'lab=1&part=test')
    await tick()
    expect(stopped.lookedAtTest).toBe(false)
    expect(screen.getByText(/^No test: it is read when a training ends by itself/)).toBeInTheDocument()
    expect(rows().getByRole('button', { name: 'validation' })).toBeEnabled()
  })

  it('cannot switch to test where the split keeps no such rows, and says so', () => {
    const { spec, laneIndex, label, data, repeatGroup, startedAt, report } = finishedRun(0)
    const run = new RunState({
      ...{ spec, laneIndex, label, repeatGroup, startedAt },
      data: { ...data, rows: { ...data.rows, test: 0 } },
    })
    run.status = 'finished'
    run.report = report && { ...report, test: null }
    show([run])
    expect(rows().getByRole('button', { name: 'test' })).toBeDisabled()
    expect(screen.getByText('No test: the split keeps no rows for it.')).toBeInTheDocument()
  })

  it('has no reading where nobody knows the truth, and no rows in live traffic', () => {
    show([], 'lab=1&scenario=fraud-handbook')
    expect(screen.queryByRole('group', { name: 'Measured against' })).toBeNull()
    document.body.replaceChildren()
    show(null)
    expect(screen.queryByRole('group', { name: 'Rows' })).toBeNull()
    expect(reading().getByRole('button', { name: 'true probabilities' })).toHaveAttribute('aria-pressed', 'true')
  })

  it('is gone where a teacher hid it, and holds still where one locked it', () => {
    show([finishedRun(0)], 'lab=1&hide=expected&lock=part')
    expect(screen.queryByRole('group', { name: 'Measured against' })).toBeNull()
    expect(rows().getByRole('button', { name: 'test' })).toBeDisabled()
  })
})
