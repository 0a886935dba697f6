import { describe, expect, test } from 'vitest'
import { withColumn } from '../../../datasets/imports/choices.ts'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import { csvOf, imported, lines, looked, valuesOf } from './files.ts'

/** A hundred numbers, every eighth of them a text instead. */
function withToken(token: string, every = 8): Blob {
  const rows = lines(200, '#').map(
    (row) => `${Number(row) % every === 1 ? token : `${row}.5`},${Number(row) % 5 ? 0 : 1}`
  )
  return csvOf('amount,label', ...rows)
}

const expected = Array.from({ length: 200 }, (_, row) => (row % 8 === 1 ? null : row + 0.5))

describe('a column of numbers with one text for missing is numeric', () => {
  test.each([
    ...[
      '',
      'NA',
      'na',
      'N/A',
      'n/a',
      '#N/A',
      '<NA>',
      'NaN',
      'nan',
      '-nan',
      '-NaN',
      '1.#IND',
      '-1.#IND',
      '1.#QNAN',
      'NULL',
    ],
    ...['null', 'None', 'none', '\\N', '?'],
  ])('%j, as pandas has it, without a word', async (token) => {
    const { plan, warnings } = await looked(withToken(token))
    expect(plan.columns[0].type).toBe('numeric')
    expect(warnings).toEqual([])
    const found = await importFile(withToken(token), plan)
    expect(valuesOf(found).amount).toEqual(expected)
    expect(found.notes.filter((note) => note.startsWith('amount'))).toEqual([])
  })

  test.each(['-', '--', '.', '*', '...', 'unknown', 'Missing', 'n.a.', 'inf', '#DIV/0!', 'not reported', 'see file'])(
    '%j, which is said',
    async (token) => {
      const { plan, assumptions } = await looked(withToken(token))
      expect(plan.columns[0]).toMatchObject({ type: 'numeric' })
      expect(plan.columns[0].missing).toContain(token)
      expect(
        assumptions.filter(({ about }) => about === 'missing').map(({ about, text }) => `${about} ${text}`)
      ).toEqual([`missing amount: "${token}" (13 %) is taken as missing`])
      const found = await importFile(withToken(token), plan)
      expect(valuesOf(found).amount).toEqual(expected)
      expect(found.notes.filter((note) => note.startsWith('amount'))).toEqual([])
    }
  )

  test('any one word, and no second one', async () => {
    const type = async (token: string, every: number) =>
      (await inspectFile(withToken(token, every))).plan.columns[0].type
    expect(await type('weg', 40)).toBe('numeric')
    expect(await type('weg', 90)).toBe('numeric')
    const two = lines(200, '#').map((row) => `${['weg', 'fort'][Number(row) % 9] ?? row},${Number(row) % 5 ? 0 : 1}`)
    expect((await inspectFile(csvOf('amount,label', ...two))).plan.columns[0].type).toBe('categorical')
  })

  test('dates too, and dates of zeros', async () => {
    const day = (row: number) => `2020-01-${String(1 + (row % 28)).padStart(2, '0')}`
    for (const token of ['-', 'unknown', '0000-00-00', '0000-00-00 00:00:00']) {
      const rows = lines(200, '#').map(
        (row) => `${Number(row) % 8 === 1 ? token : day(Number(row))},${row}.5,${Number(row) % 5 ? 0 : 1}`
      )
      const { plan, warnings } = await looked(csvOf('birth_date,x,label', ...rows))
      expect(plan.columns[0].type).toBe('time')
      expect(warnings).toEqual([`birth_date: "${token}" (13 %) is taken as missing`])
    }
  })
})

describe('a text that may be a value stays one', () => {
  test('in a column of a few codes, and where it has a digit', async () => {
    const few = lines(200, '#').map(
      (row) =>
        `${Number(row) % 4 === 3 ? 'other' : Number(row) % 4},${Number(row) % 4 === 3 ? '3+' : Number(row) % 4},${Number(row) % 5 ? 0 : 1}`
    )
    const { plan } = await inspectFile(csvOf('kind,children,label', ...few))
    expect(plan.columns.map(({ type }) => type)).toEqual(['categorical', 'categorical', 'numeric'])
    const many = lines(200, '#').map((row) => `${Number(row) % 4 ? row : '100+'},${Number(row) % 5 ? 0 : 1}`)
    expect((await inspectFile(csvOf('age,label', ...many))).plan.columns[0].type).toBe('categorical')
  })

  test('none among categories is a value, NA is missing; both are said, and a choice has the last word', async () => {
    const rows = lines(60, '#').map(
      (row) => `${['none', 'NA', 'red', 'green'][Number(row) % 4]},${Number(row) % 5 ? 0 : 1}`
    )
    const file = csvOf('kind,label', ...rows)
    const { assumptions } = await looked(file)
    expect(assumptions.filter(({ about }) => about === 'missing').map(({ column, text }) => [column, text])).toEqual([
      ['kind', 'kind: "NA" is taken as missing'],
      ['kind', 'kind: "none" is taken as a value'],
    ])
    expect(valuesOf(await imported(file)).kind.slice(0, 4)).toEqual(['none', null, 'red', 'green'])
    const none = withColumn({}, 'kind', { missing: ['none'] })
    expect(valuesOf(await imported(file, none)).kind.slice(0, 4)).toEqual([null, 'NA', 'red', 'green'])
    expect((await looked(file, none)).assumptions.filter(({ about }) => about === 'missing')).toEqual([])
  })
})
