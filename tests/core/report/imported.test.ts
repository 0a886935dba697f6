import { expect, test } from 'vitest'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import { importedReport } from '../../../src/core/report/imported.ts'
import { csvOf, lines } from '../../datasets/imports/files.ts'

test('importedReport(summary) says the label, what was dropped, chosen and assumed', async () => {
  const file = csvOf('x,order_id,outcome', ...lines(90, '#.5,#,%'), '1.5,90,', '2.5', '3.5,91,', '4.5,92,0')
  const { plan, assumptions, choices } = await inspectFile(file, { columns: [{ name: 'outcome', role: 'label' }] })
  const report = importedReport({ ...(await importFile(file, plan)), choices, assumptions })
  expect(report).toMatchObject({
    label: 'outcome',
    positive: '1',
    positiveShare: 18 / 91,
    rowsRead: 94,
    dropped: [
      { reason: 'no label', rows: 2, first: 92 },
      { reason: '1 cell, expected 3', rows: 1, first: 93 },
    ],
    choices: { columns: [{ name: 'outcome', role: 'label' }] },
    assumptions: [
      {
        about: 'label',
        column: 'outcome',
        text: 'rows whose label outcome is missing are left out: 2 of 93 rows ((empty) 2)',
      },
      {
        about: 'label',
        column: 'outcome',
        text: 'positive: 1, 20 % of rows; the other value is 0',
        flag: '--positive VALUE',
      },
      {
        about: 'role',
        column: 'order_id',
        text: 'ignored order_id: a value of its own in every row',
        flag: '--feature order_id',
      },
    ],
  })
  expect(importedReport(null)).toEqual({})
})
