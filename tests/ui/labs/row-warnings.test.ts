import '@testing-library/jest-dom/vitest'
import { render, screen, within } from '@testing-library/svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ImportPlan, Role } from '../../../datasets/imports/plan.ts'
import { addressOf } from '../../../src/app/address.ts'
import type { DataFile } from '../../../src/core/training/run.ts'
import DataPage from '../../../src/labs/data/DataPage.svelte'
import LeakWarning from '../../../src/labs/frame/LeakWarning.svelte'
import { splitOnFile, splitReason } from '../../../src/scenarios/file-split.ts'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { OwnFileState } from '../../../src/state/own-file.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'
import { RunState } from '../../../src/state/run.svelte.ts'
import { SilentObserver } from '../silent-observer.ts'
import { finishedRun } from './finished-run.ts'

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', SilentObserver)
})

const few = '3 positives only in test: AUC and its interval are worthless'
const assumed = 'labels count as settled 5 days after their row'
const evil = '<img src=x onerror=alert(1)>'
const warnings = [
  { text: few, spoilsMetrics: true },
  { text: assumed, spoilsMetrics: false },
]

function fileOf(...roles: Role[]): DataFile {
  const columns = roles.map((role) => ({ name: `the ${role}`, role, type: 'numeric' as const, missing: [] }))
  const plan: ImportPlan = { format: 'csv', dialect: null, columns, positive: '1', rows: null }
  return { name: 'own.csv', fingerprint: '1', blob: new Blob(['x']), plan }
}

function page(hash: string, file: DataFile | null = null) {
  window.history.replaceState(null, '', `#${hash}`)
  const lab = new LabState(addressOf(window))
  if (file) lab.document = { ...lab.document, file }
  const parts = openParts()
  return { lab, parts, own: new OwnFileState(parts.tables) }
}

describe('warnings', () => {
  it('stand on the Data page, all of them, as text', () => {
    const { lab, parts, own } = page('lab=1&scenario=ad-ctr&step=data')
    parts.tables.data = {
      ...finishedRun(0).data,
      dataset: 'ad-ctr',
      warnings: [...warnings, { text: evil, spoilsMetrics: true }],
    }
    const { container } = render(DataPage, { lab, ...parts, own })
    const list = within(screen.getByRole('list', { name: 'Warnings about these rows' }))
    expect(list.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      `${few}.`,
      'Labels count as settled 5 days after their row.',
      `${evil}.`,
    ])
    expect(container.querySelector('img')).toBeNull()
  })

  it('stand beside the metrics where they make them worthless, each once', () => {
    const { lab, parts } = page('lab=1&scenario=ad-ctr')
    const runs = ([0, 1] as const).map((laneIndex) => {
      const { spec, label, data } = finishedRun(laneIndex)
      return new RunState({
        spec,
        laneIndex,
        label,
        data: { ...data, warnings },
        repeatGroup: null,
        startedAt: laneIndex,
      })
    })
    render(LeakWarning, { lab, ...parts, runs })
    const list = within(screen.getByRole('list', { name: 'Warnings about these rows' }))
    expect(list.getAllByRole('listitem').map((item) => item.textContent)).toEqual([`${few}.`])
  })
})

describe('the split of a file', () => {
  const options = () => [...screen.getByLabelText<HTMLSelectElement>('Split').options].map(({ value }) => value)

  it('offers what its columns allow, and says what the others need', () => {
    const { lab, parts, own } = page('lab=1&scenario=own-data&step=data&split=random', fileOf('label', 'feature'))
    render(DataPage, { lab, ...parts, own })
    expect(options()).toEqual(['random', 'stratified', 'fold'])
    expect(
      screen.getByText('Not offered: by time, grouped by time, prequential: no column says when a row happened.')
    ).toBeInTheDocument()
    expect(
      screen.getByText('Not offered: grouped, grouped by time: no column says whose a row is.')
    ).toBeInTheDocument()
  })

  it('is grouped where it has a group and no time, and that is said', () => {
    const file = fileOf('label', 'group', 'feature')
    const { lab, parts, own } = page('lab=1&scenario=own-data&step=data&split=grouped', file)
    render(DataPage, { lab, ...parts, own })
    expect(options()).toEqual(['random', 'stratified', 'grouped', 'fold'])
    expect(
      screen.getByText(/^Rows of one the group stay in one part: the file has a group and no time/)
    ).toBeInTheDocument()
  })

  it('has labels and their settling to choose where it has label times', () => {
    const { lab, parts, own } = page(
      'lab=1&scenario=own-data&step=data',
      fileOf('label', 'time', 'labelTime', 'feature')
    )
    render(DataPage, { lab, ...parts, own })
    expect(screen.getByLabelText('Labels in training')).toBeInTheDocument()
    expect(screen.getAllByLabelText(/^Days until labels settle/).length).toBeGreaterThan(0)
  })

  it.each([
    ['time', fileOf('label', 'feature'), null, 'random'],
    ['time', fileOf('label', 'group'), null, 'grouped'],
    ['time', fileOf('label', 'group', 'time'), null, 'time'],
    ['grouped', fileOf('label', 'feature'), fileOf('label', 'group'), 'random'],
    ['random', fileOf('label', 'time'), fileOf('label', 'feature'), 'time'],
    ['random', fileOf('label', 'group'), fileOf('label', 'time'), 'random'],
    ['groupedTime', fileOf('label', 'group'), fileOf('label', 'group', 'time'), 'grouped'],
    ['stratified', fileOf('label', 'time'), fileOf('label', 'time'), 'stratified'],
  ] as const)('splitOnFile(%s, …) goes on where it can, else to the usual one', (split, file, before, expected) => {
    expect(splitOnFile(split, file, before)).toBe(expected)
  })

  it('splitReason(file) is null where there is nothing to say', () => {
    expect(splitReason(fileOf('label', 'time', 'group'))).toBeNull()
    expect(splitReason(fileOf('label', 'feature'))).toBeNull()
  })
})
