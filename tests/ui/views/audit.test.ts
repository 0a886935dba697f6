import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import AuditPanel from '../../../src/labs/data/AuditPanel.svelte'
import { AuditState } from '../../../src/state/audit.svelte.ts'
import { LabWorker } from '../../../src/state/lab-worker.ts'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'
import { auditLines, auditRows, auditTable, formatPsi, speakAudit } from '../../../src/views/data/audit.ts'
import { finishedRun } from '../labs/finished-run.ts'
import { SilentObserver } from '../silent-observer.ts'
import { auditOf } from './audit-sample.ts'

const column = (label: string, auc: number | null, psi: number | null = 0.01, expectedPsi: number | null = 0.01) => ({
  ...{ column: label, label, auc, psi, expectedPsi },
})

describe('auditLines', () => {
  it('read the column that tells most where there is nothing to ask', () => {
    expect(auditLines(auditRows([column('age', 0.61), column('city', 0.52)]))).toEqual(['age alone: AUC 0.61'])
  })

  it('ask whether a column that nearly tells the label is known at prediction time', () => {
    expect(auditLines(auditRows([column('age', 0.61), column('closed', 0.99)]))).toEqual([
      'closed alone: AUC 0.99; this column nearly tells the label: is it known at prediction time?',
    ])
  })

  it('say which columns have moved by more than chance', () => {
    const [moved, noisy] = [column('release', 0.5, 12.3, 0), column('rare', 0.5, 0.4, 0.3)]
    expect(auditLines(auditRows([moved, noisy]))).toEqual([
      'release alone: AUC 0.50; its values are others in the test: PSI 12, 0 by chance',
    ])
  })

  it('say nothing that is not known', () => {
    expect(auditLines(auditRows([column('x', null, null, null)]))).toEqual(['x: training holds one class only'])
    expect(speakAudit([])).toBe('Leak audit: no column audited yet')
  })
})

it('auditTable has every column, the one that tells most first', () => {
  const { rows } = auditTable(auditRows([column('city', 0.52), column('age', 0.61, 0.0234, 0.0123)]))
  expect(rows.map(([label, ...numbers]) => [label, ...numbers.slice(0, 3)])).toEqual([
    ['age', '0.6100', '0.023', '0.012'],
    ['city', '0.5200', '0.010', '0.010'],
  ])
})

it.each([
  [null, 'n/a'],
  [0, '0'],
  [0.0123, '0.012'],
  [12.34, '12'],
])('formatPsi(%s) is %s', (psi, text) => expect(formatPsi(psi)).toBe(text))

describe('AuditState', () => {
  const recipe = recipeOf(new LabState(addressOf(window)).document)

  it('asks once for the same rows, again for others, and again where it failed', async () => {
    const audit = vi
      .fn()
      .mockResolvedValueOnce(auditOf(1))
      .mockRejectedValueOnce(new Error('lost'))
      .mockResolvedValue([])
    const state = new AuditState(audit)
    await state.ask(recipe)
    await state.ask({ ...recipe })
    expect(audit).toHaveBeenCalledTimes(1)
    expect(state.of(recipe)?.answer).toEqual(auditOf(1))
    const other = { ...recipe, seed: 9 }
    expect(state.of(other)).toBeNull()
    await state.ask(other)
    expect(state.of(other)).toEqual({ answer: null, problem: 'lost' })
    await state.ask(other)
    expect(state.of(other)?.answer).toEqual([])
  })
})

describe('AuditPanel', () => {
  beforeEach(() => {
    vi.stubGlobal('ResizeObserver', SilentObserver)
  })

  it('audits when it is opened, by keyboard too, and shows the reading', async () => {
    window.history.replaceState(null, '', '#lab=1&scenario=ad-ctr&step=data')
    const lab = new LabState(addressOf(window))
    const parts = openParts()
    parts.tables.data = { ...finishedRun(0).data, dataset: 'ad-ctr' }
    const ask = vi.spyOn(LabWorker.prototype, 'callAgain').mockResolvedValue(auditOf(5) as never)
    render(AuditPanel, { lab, ...parts })
    expect(ask).not.toHaveBeenCalled()
    await userEvent.click(screen.getByText('What does each column tell by itself? A leak audit'))
    expect(ask).toHaveBeenCalledTimes(1)
    expect(await screen.findByRole('img', { name: /^Leak audit of 5 columns: closed alone: AUC 0\.98/ })).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Show as table: Leak audit' }))
    expect(screen.getByRole('region', { name: 'Leak audit as a table' })).toHaveTextContent(
      /is it known at prediction time/
    )
  })
})
