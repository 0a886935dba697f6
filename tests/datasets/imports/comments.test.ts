import { expect, test } from 'vitest'
import { importFile } from '../../../datasets/imports/index.ts'
import { fileOf, looked } from './files.ts'

test('a mark of comments above the table is none of a row below: #N/A', async () => {
  const rows = Array.from(
    { length: 120 },
    (_, row) => `${row % 4 ? 'green' : '#N/A'},${20 + (row % 61)},${row % 7 ? 0 : 1}`
  )
  const file = fileOf(['# exported by hand', 'kind,age,fraud', ...rows, ''].join('\n'))
  const { plan, warnings } = await looked(file)
  expect(plan.dialect).toMatchObject({ skip: 1, comment: '' })
  expect(warnings).toContain('lines that begin with # are comments and skipped: 1 line at the top')
  const { draw, malformed } = await importFile(file, plan)
  expect([draw.table.rows, malformed.count]).toEqual([120, 0])
})

test('comments between rows stay comments', async () => {
  const rows = Array.from(
    { length: 120 },
    (_, row) => `${row % 10 ? '' : '# ten more\n'}${20 + (row % 61)},${row % 7 ? 0 : 1}`
  )
  const file = fileOf(['# exported by hand', 'age,fraud', ...rows, ''].join('\n'))
  const { plan } = await looked(file)
  expect(plan.dialect).toMatchObject({ comment: '#' })
  expect((await importFile(file, plan)).draw.table.rows).toBe(120)
})
