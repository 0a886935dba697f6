import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { KeptOperation } from '../../../src/state/kept-operation.ts'
import { operationName, versionRows } from '../../../src/views/operation/versions.ts'
import VersionsTable from '../../../src/views/operation/VersionsTable.svelte'
import { traffic } from './sample.ts'

const [now] = traffic(30).operations
const DAY = 86_400

test('versionRows(operation) has a line for each stretch, the newest first, with where its version comes from', () => {
  const rows = versionRows(now, true)
  expect(rows.map(({ name, from, until }) => [name, from, until])).toEqual([
    ['DCN-V2, seed 3', 'day 6', 'now'],
    ['Logistic regression, seed 3', 'day 0', 'now'],
    ['DCN-V2, seed 3', 'day 0', 'day 6'],
  ])
  expect(rows.map(({ origin, why }) => [origin, why])).toEqual([
    ['retrained on days 3 to 6', 'promoted in place of the one before'],
    ['trained here', 'deployed when traffic started'],
    ['trained here', 'deployed when traffic started'],
  ])
})

test('versionRows(operation) of traffic that has ended says until when it was watched', () => {
  expect(versionRows(now, false)[0]).toMatchObject({ until: 'day 7.5, when traffic ended', isServing: false })
})

test('versionRows(operation) words rewound and imported versions, one that served before, and what was not kept', () => {
  const operation: KeptOperation = {
    ...{ id: 'op', startedAt: 0, dataset: 'ad-ctr', from: 0, to: 3 * DAY },
    versions: [
      { id: 'a', order: 0, label: 'Trees' },
      { id: 'a@3', order: 0, label: 'Trees, first 3 rounds', origin: { kind: 'rewound', of: 'a', rounds: 3 }, seed: 1 },
      {
        id: 'b',
        order: 4,
        label: 'XGBoost: m',
        origin: { kind: 'imported', format: 'xgboost', file: 'm.json' },
        seed: 1,
      },
    ],
    log: [
      { time: 0, version: 'a', event: 'promote' },
      { time: 0, version: 'b', event: 'promote' },
      { time: DAY, version: 'a', event: 'retire' },
      { time: DAY, version: 'a@3', event: 'promote' },
      { time: 2 * DAY, version: 'a@3', event: 'retire' },
      { time: 2 * DAY, version: 'a', event: 'promote' },
    ],
  }
  expect(versionRows(operation, true).map(({ name, origin, why }) => `${name}: ${origin}; ${why}`)).toEqual([
    'Trees: not kept by an earlier version of this page; rolled back: it had served before',
    'Trees, first 3 rounds, seed 1: wound back to round 3; promoted in place of the one before',
    'Trees: not kept by an earlier version of this page; deployed when traffic started',
    'XGBoost: m, seed 1: imported from m.json; deployed when traffic started',
  ])
})

test('VersionsTable says what it will show before any traffic', () => {
  render(VersionsTable, { operations: [] })
  expect(screen.getByText(/^No version has served yet\. When traffic starts, /)).toBeTruthy()
  expect(screen.queryByRole('table')).toBeNull()
})

test('VersionsTable shows the newest traffic, and another by keyboard', async () => {
  const before = { ...traffic(3).operations[0], id: 'before', startedAt: Date.UTC(2026, 10, 30, 12) }
  render(VersionsTable, { operations: [before, now], underWay: now.id })
  const table = screen.getByRole('table', { name: 'Which version served when' })
  expect(within(table).getAllByRole('columnheader')).toHaveLength(5)
  expect(within(table).getAllByRole('row')).toHaveLength(4)
  const select = screen.getByRole('combobox', { name: 'traffic' })
  await userEvent.tab()
  await userEvent.tab()
  expect(document.activeElement).toBe(select)
  expect(
    within(select)
      .getAllByRole('option')
      .map(({ textContent }) => textContent)
  ).toEqual(['now, from day 0', operationName(before, false)])
  expect(operationName(before, false)).toMatch(/^30 Nov, \d\d:\d\d: days 0 to 0\.75$/)
  await userEvent.selectOptions(select, 'before')
  expect(within(table).getAllByText(/day 0\.75, when traffic ended/)).toHaveLength(2)
})

test('VersionsTable lists the newest eight stretches, and all of them where that is asked for', async () => {
  const [first] = now.versions
  const versions = Array.from({ length: 11 }, (_, i) => ({ ...first, id: `${i}` }))
  const log = versions.flatMap(({ id }, i) => [
    ...(i ? [{ time: i * DAY, version: `${i - 1}`, event: 'retire' as const }] : []),
    { time: i * DAY, version: id, event: 'promote' as const },
  ])
  render(VersionsTable, { operations: [{ ...now, versions, log }], underWay: now.id })
  const rows = () => screen.getAllByRole('rowheader').length
  expect(rows()).toBe(8)
  await userEvent.click(screen.getByRole('button', { name: 'Show 3 more' }))
  expect(rows()).toBe(11)
  await userEvent.click(screen.getByRole('button', { name: 'Show the newest 8' }))
  expect(rows()).toBe(8)
})
