import { describe, expect, test } from 'vitest'
import type { Choices } from '../../../datasets/imports/choices.ts'
import { importFile } from '../../../datasets/imports/index.ts'
import { fileOf, imported, looked, valuesOf } from './files.ts'

const ROWS = 120
const NAMES = ['age', 'paid', 'kind', 'fraud']
/** The same table under each head: whole ages, cents, three kinds, one fraud in seven. */
const table = Array.from({ length: ROWS }, (_, row) => [
  String(20 + (row % 61)),
  ((row * 7919) % 9973) / 100,
  ['green', 'red', 'grey'][(row * 5 + (row >> 2)) % 3],
  row % 7 === 3 ? '1' : '0',
])
const values = {
  age: table.map(([age]) => Number(age)),
  paid: table.map(([, paid]) => Math.fround(Number(paid))),
  kind: table.map(([, , kind]) => kind),
  label: table.map(([, , , fraud]) => Number(fraud)),
}

function body(delimiter = ','): string {
  return table.map((row) => `${row.join(delimiter)}\n`).join('')
}

function headed(above: string, { names = NAMES, delimiter = ',', end = '\n' } = {}): Blob {
  return fileOf((above + `${names.join(delimiter)}\n` + body(delimiter)).replaceAll('\n', end))
}

async function checked(file: Blob, choices: Choices = {}) {
  const seen = await looked(file, choices)
  expect(seen.plan.columns.map(({ name }) => name)).toEqual(NAMES)
  const found = await importFile(file, seen.plan)
  expect(found.malformed.count).toBe(0)
  expect(valuesOf(found)).toMatchObject(values)
  return seen
}

describe('what stands above the header is skipped, and said with its lines', () => {
  test.each<[string, string, string[]]>([
    [
      'a title',
      'Report of the risk desk\n',
      ['line 1 stands above the table and is skipped: "Report of the risk desk"'],
    ],
    [
      'a title with commas',
      'Report, made on 2024-03-01\n',
      ['line 1 stands above the table and is skipped: "Report, made on 2024-03-01"'],
    ],
    [
      'a title of one cell and empty ones',
      'Frauds of March,,,\n',
      ['line 1 stands above the table and is skipped: "Frauds of March,,,"'],
    ],
    [
      'pairs of names and values, padded to the width of the table',
      'Frauds,,,\nMade on,2024-03-01,,\n',
      ['lines 1 to 2 stand above the table and are skipped: "Frauds,,,"'],
    ],
    ['a title and an empty line', 'Report\n\n', ['lines 1 to 2 stand above the table and are skipped: "Report"']],
    [
      'a licence',
      'This file is part of a study.\nIt is free to use, to change, to share and to sell, by anybody.\n\n---\n',
      ['lines 1 to 4 stand above the table and are skipped: "This file is part of a study."'],
    ],
    [
      'a title with a quote that never closes',
      '"Report\n',
      ['line 1 stands above the table and is skipped: ""Report"'],
    ],
    [
      'facts of the export',
      'Exported:,2024-03-01\nRows:,120\n',
      ['lines 1 to 2 stand above the table and are skipped: "Exported:,2024-03-01"'],
    ],
    [
      'comments',
      '# export 7\n# rows: "120\n',
      ['lines that begin with # are comments and skipped: 2 lines at the top'],
    ],
    [
      'comments with cells of their own',
      '# made, by, the, desk\n',
      ['lines that begin with # are comments and skipped: 1 line at the top'],
    ],
    [
      'comments of another sort',
      '% export 7\n',
      ['lines that begin with % are comments and skipped: 1 line at the top'],
    ],
    [
      'comments of two characters',
      '// export 7\n//\n',
      ['lines that begin with // are comments and skipped: 2 lines at the top'],
    ],
    [
      'names of a program',
      'X1,X2,X3,Y\n',
      ['line 1 (X1, X2, X3, Y) and line 2 both name the columns: the names of line 2 are taken'],
    ],
    [
      'names of groups',
      'Customer,,,Outcome\n',
      ['line 1 (Customer, , , Outcome) and line 2 both name the columns: the names of line 2 are taken'],
    ],
    ['empty lines', '\n\n', []],
  ])('%s', async (_, above, lines) => {
    for (const end of ['\n', '\r\n']) expect((await checked(headed(above, { end }))).warnings).toEqual(lines)
  })

  test('comments in the midst are passed over too, and a mark within a row is none', async () => {
    const text = `# export\n${NAMES.join()}\n${body().replaceAll('green', 'gr#een').replace('\n', '\n# half "way\n')}# end\n`
    const { plan, warnings } = await looked(fileOf(text))
    expect(warnings).toEqual(['lines that begin with # are comments and skipped: 1 line at the top'])
    const found = await importFile(fileOf(text), plan)
    expect([found.draw.table.rows, found.malformed.count]).toEqual([ROWS, 0])
    expect(valuesOf(found).kind[0]).toBe('gr#een')
  })

  test('a header after a mark is the header', async () => {
    const { plan, warnings } = await checked(headed('# '))
    expect(plan.dialect).toMatchObject({ skip: 0, comment: '', hasHeader: true })
    expect(warnings).toEqual(['line 1 names the columns, after #'])
  })

  test('rows that begin with a mark of their own are rows', async () => {
    const text = ['tag,x,label', ...table.map((row, i) => `#${row[2]},${i}.5,${row[3]}`), ''].join('\n')
    const { plan } = await looked(fileOf(text))
    expect(plan.dialect?.comment).toBe('')
    expect((await imported(fileOf(text))).draw.table.rows).toBe(ROWS)
  })

  test('sep= names the delimiter', async () => {
    const { plan, warnings } = await checked(headed('sep=|\n', { delimiter: '|' }))
    expect(plan.dialect).toMatchObject({ delimiter: '|', skip: 1 })
    expect(warnings).toEqual(['line 1 says that cells end at "|"'])
  })

  test('units under the header are said to look like a second one', async () => {
    const file = fileOf(`${NAMES.join()}\nyears,EUR,colour,0/1\n${body()}`)
    const { plan, assumptions } = await looked(file)
    expect(plan.columns.map(({ name }) => name)).toEqual(NAMES)
    expect(assumptions.map(({ text, flag }) => [text, flag])).toContainEqual([
      'line 2 looks like a second header, and is read as a row',
      '--skip 1',
    ])
  })

  test('a person has the last word', async () => {
    const title = headed('Report of the risk desk, made 2024-03-01\n')
    await checked(title, { dialect: { skip: 1 } })
    const taken = await looked(title, { dialect: { skip: 0 } })
    expect(taken.plan.columns[0].name).toBe('Report of the risk desk')
    const second = await looked(fileOf(`${NAMES.join()}\na,b,c,d\n${body()}`), { dialect: { skip: 1 } })
    expect(second.plan.columns.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd'])
    const marked = await looked(headed('# export 7\n'), { dialect: { comment: '' } })
    expect(marked.plan.dialect).toMatchObject({ comment: '', skip: 1 })
    expect(valuesOf(await imported(headed(';x\n;y\n'), { dialect: { comment: ';' } }))).toMatchObject(values)
  })
})

test('lines to skip and marks of comments that are none give one line', async () => {
  const file = headed('')
  await expect(looked(file, { dialect: { skip: -1 } })).rejects.toThrow(
    /^invalid lines to skip: -1; expected a whole number from 0$/
  )
  await expect(looked(file, { dialect: { comment: 'a b' } })).rejects.toThrow(
    /^invalid mark of comments: "a b"; expected up to 8 characters/
  )
  await expect(looked(file, { dialect: { skip: 500, delimiter: ',' } })).rejects.toThrow(
    /^no rows: the file holds no line with text$/
  )
})

describe('whether the first line is a header', () => {
  test('of years and one name it is, said with a flag', async () => {
    const rows = table.map((row) => [row[1], row[0], row[0], row[3]].join())
    const { plan, assumptions } = await looked(fileOf(['2019,2020,2021,fraud', ...rows, ''].join('\n')))
    expect(plan.columns.map(({ name }) => name)).toEqual(['2019', '2020', '2021', 'fraud'])
    expect(assumptions.map(({ text, flag }) => [text, flag])).toContainEqual([
      '2019, 2020, 2021, fraud are taken for the names of the columns',
      '--header no',
    ])
  })

  test.each([
    [
      'texts that come again below',
      table.map(([age, , kind, fraud]) => `${Number(age) % 2 ? 'a' : 'b'},${kind},${Number(fraud) ? 'hi' : 'lo'}`),
    ],
    ['numbers and texts', table.map((row) => row.join())],
    ['numbers only', table.map(([age, paid, , fraud]) => [age, paid, fraud].join())],
    ['whole numbers only', table.map(([age, , , fraud], i) => [age, i % 9, fraud].join())],
    ['dates', table.map(([age, , kind, fraud], i) => [`2024-01-${10 + (i % 20)}`, kind, age, fraud].join())],
  ])('of %s it is not, and columns keep their numbers', async (_, rows) => {
    const { plan, assumptions } = await looked(fileOf([...rows, ''].join('\n')))
    expect(plan.dialect?.hasHeader).toBe(false)
    expect(plan.columns.map(({ name }) => name)).toEqual(plan.columns.map((_, i) => `column_${i + 1}`))
    expect(assumptions).toContainEqual({
      about: 'text',
      column: null,
      text: 'no header: columns are called column_1, column_2, …',
      asks: false,
      flag: '--header yes',
    })
    const { plan: told } = await looked(fileOf([...rows, ''].join('\n')), { dialect: { hasHeader: true } })
    expect(told.columns[0].name).toBe(rows[0].split(',')[0])
  })

  test('of texts that are met nowhere below it is', async () => {
    const rows = table.map(
      ([age, , kind, fraud]) => `${Number(age) % 2 ? 'a' : 'b'},${kind},${Number(fraud) ? 'hi' : 'lo'}`
    )
    const { plan, warnings } = await looked(fileOf(['side,kind,level', ...rows, ''].join('\n')))
    expect(plan.columns.map(({ name }) => name)).toEqual(['side', 'kind', 'level'])
    expect(warnings).not.toContain('no header: columns are called column_1, column_2, …')
  })
})

describe('runs of blanks are one delimiter', () => {
  const widths = [6, 14, 8, 4]
  const fixed = (rows: readonly (readonly (string | number)[])[]) =>
    rows
      .map((row) =>
        row
          .map((cell, i) => (i === 2 ? ` ${String(cell).padEnd(widths[i])}` : String(cell).padStart(widths[i])))
          .join('')
      )
      .join('\n')

  test.each([
    ['by themselves', {}],
    ['by a choice', { dialect: { delimiter: ' ' } }],
  ])('%s', async (_, choices) => {
    const { plan } = await checked(fileOf(`${fixed([NAMES, ...table])}\n`), choices)
    expect(plan.dialect?.delimiter).toBe(' ')
  })

  test('without a header, with blanks at the ends of lines and quoted cells', async () => {
    const text = table.map((row) => `  ${row[0]}   ${row[1]} "${row[2]} one"  "" ${row[3]}  `).join('\n')
    const { plan, warnings } = await looked(fileOf(text))
    expect(plan.columns).toHaveLength(5)
    expect(warnings).toContain('no delimiter fits: rows are cut at runs of blanks')
    const found = await imported(fileOf(text), { columns: [{ name: 'column_5', role: 'label' }] })
    expect(found.malformed.count).toBe(0)
    expect(valuesOf(found)).toMatchObject({
      column_1: values.age,
      column_3: values.kind.map((kind) => `${kind} one`),
      label: values.label,
    })
  })

  test('words of a text are no columns', async () => {
    const text = ['some words', 'a few more words', 'yet another line of words', 'and one'].join('\n')
    await expect(looked(fileOf(text))).rejects.toThrow(/^one column only: tried tab, semicolon, pipe, comma/)
  })
})

describe('a backslash before a quote', () => {
  const said = (row: number) => (row % 10 ? `he said ${row}` : `he said \\"no, ${row}\\", and \\\\ left`)

  test('is learnt from the file, and no row is lost', async () => {
    const rows = table.map((row, i) => `"${said(i)}",${row[0]},${row[3]}`)
    const file = fileOf(['note,age,label', ...rows, ''].join('\n'))
    const { plan, warnings } = await looked(file, { columns: [{ name: 'note', role: 'feature' }] })
    expect(plan.dialect?.escapes).toBe(true)
    expect(warnings).toContain('a backslash before a quote makes the quote one of the cell')
    const found = await importFile(file, plan)
    expect([found.draw.table.rows, found.malformed.count]).toEqual([ROWS, 0])
    expect(valuesOf(found).note[10]).toBe('he said "no, 10", and \\ left')
  })

  test('at the end of a cell is plain where cells end in it', async () => {
    const rows = table.map((row, i) => `"C:\\dir ${i}\\",${row[0]},"a ""b""",${row[3]}`)
    const file = fileOf(['path,age,quoted,label', ...rows, ''].join('\n'))
    const { plan } = await looked(file, { columns: [{ name: 'path', role: 'feature' }] })
    expect(plan.dialect?.escapes).toBe(false)
    const found = await importFile(file, plan)
    expect([found.draw.table.rows, found.malformed.count]).toEqual([ROWS, 0])
    expect(valuesOf(found).path[1]).toBe('C:\\dir 1\\')
    expect(valuesOf(found).quoted[1]).toBe('a "b"')
  })
})

test('a large file keeps its rules in every part of it', async () => {
  const row = (i: number) =>
    `"${i % 9 ? 'plain' : `a \\"b\\", c`} ${i % 50}",${i % 89},${i % 7 ? 0 : 1}\n${i % 40_000 ? '' : '# page\n'}`
  const file = fileOf(
    '# export\nTitle of it\n',
    'note,age,label\n',
    Array.from({ length: 200_000 }, (_, i) => row(i)).join('')
  )
  const { plan, malformed } = await looked(file)
  expect(plan.dialect).toMatchObject({ comment: '#', skip: 2, escapes: true })
  expect(malformed.count).toBe(0)
  const found = await importFile(file, plan)
  expect([found.draw.table.rows, found.malformed.count]).toEqual([200_000, 0])
})
