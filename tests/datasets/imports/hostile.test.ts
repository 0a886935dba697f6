import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ColumnPlan, ImportPlan } from '../../../datasets/imports/plan.ts'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import { csvOf, fileOf, imported, lines, looked, readsOrRefuses, withColumns } from './files.ts'

const plain = csvOf('x,label', ...lines(50, '#.5,%'))

function utf16(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]))
}

function latin1(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

describe('inspectFile refuses, in one line, what is no table', () => {
  const magic = (text: string) => fileOf(latin1(text), 'x'.repeat(300))
  test.each([
    ['nothing', fileOf(), /^an empty file: 0 bytes; expected CSV or Parquet$/],
    ['blank lines', fileOf('\n\n \n'), /^one column only/],
    ['line ends', fileOf('\n\r\n\n'), /^one column only/],
    [
      'a zip',
      magic('PK\x03\x04\x14'),
      /^a zip archive; expected CSV or Parquet: unpack it and choose the file within$/,
    ],
    ['a workbook', magic('PK\x03\x04\x14 [Content_Types].xml'), /^an Excel workbook; .*: save the sheet as CSV$/],
    ['an old workbook', magic('\xd0\xcf\x11\xe0'), /^an old Excel workbook; expected CSV or Parquet$/],
    ['a gzip', magic('\x1f\x8b\x08'), /^a gzip archive; expected CSV or Parquet: unpack it first$/],
    ['an Arrow file', magic('ARROW1\0\0'), /^an Arrow file;/],
    ['a picture', magic('\x89PNG\r\n'), /^a picture;/],
    ['a database', magic('SQLite format 3\0'), /^an SQLite database;/],
    ['JSON', fileOf('[\n {"label": 1}]'), /^a JSON file; expected CSV or Parquet$/],
    ['JSON lines', fileOf('{"label": 1, "x": 2}\n'), /^a JSON file;/],
    ['a page', fileOf('  <!DOCTYPE html><table>'), /^a web page or XML file;/],
    ['JSON with a mark', fileOf('\ufeff{"label": 1, "x": 2}\n'), /^a JSON file;/],
    ['a page with a mark', fileOf('\ufeff<!DOCTYPE html><table>'), /^a web page or XML file;/],
    ['an ORC file', magic('ORC\x0a\x03\0'), /^an ORC file;/],
    ['other bytes', fileOf('a,b\n1,\0\u0001\u0002\n'), /^a binary file: byte 6 is zero; expected CSV or Parquet$/],
    ['a header only', csvOf('x,label'), /^no rows: the file holds a header only$/],
    [
      'one column',
      csvOf('label', '0', '1'),
      /^one column only: tried tab, semicolon, pipe, comma; choose the delimiter/,
    ],
    ['one value everywhere', csvOf('x,y', '1,0', '1,0'), /^no column can be the label: none has two values$/],
    [
      '10,000 columns',
      csvOf(lines(10_000, 'c#').join(','), lines(10_000, '#').join(',')),
      /^too many columns: 10,000; expected at most 1,000$/,
    ],
  ])('%s', async (_, file, line) => {
    await expect(inspectFile(file)).rejects.toThrow(line)
  })

  test.each(['ORC_ID', 'PARENT_ID', 'FEA1', 'ARROW1', 'BZh', 'GIF8'])(
    'but not a table whose first column is %s',
    async (name) => {
      const { plan } = await inspectFile(csvOf(`${name},x,label`, ...lines(20, 'é%,#.5,%')))
      expect(plan.columns[0].name).toBe(name)
    }
  )

  test('a folder, or a file that is gone', async () => {
    const folder = { size: 4096, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }) }
    await expect(inspectFile(folder as unknown as Blob)).rejects.toThrow(
      /^cannot read the file: it is a folder, or it has changed since it was chosen$/
    )
  })

  test('a delimiter that cuts nothing, or is none', async () => {
    await expect(inspectFile(plain, { dialect: { delimiter: ';' } })).rejects.toThrow(/^one column only: cut at ";"/)
    await expect(inspectFile(plain, { dialect: { delimiter: '""' } })).rejects.toThrow(
      /^invalid delimiter: "\\"\\""; expected one/
    )
  })
})

describe('inspectFile tells of what it had to guess', () => {
  test('text that is not UTF-8 names its byte and line, and is read as Windows-1252', async () => {
    const { plan, columns, warnings } = await looked(fileOf(latin1('café,label\n' + lines(20, 'naïve,%\n').join(''))))
    expect(plan.dialect?.encoding).toBe('windows-1252')
    expect(columns.map(({ name, examples }) => [name, examples[0]])).toEqual([
      ['café', 'naïve'],
      ['label', '0'],
    ])
    expect(warnings[0]).toBe('not UTF-8: byte 0xe9 on line 1; read as Windows-1252 (Latin-1), which may be wrong')
  })

  test.each([
    ['UTF-8 with a mark', fileOf('\ufeffcafé,label\n', ...lines(20, 'ü,%\n')), 'utf-8'],
    ['UTF-16 with a mark', fileOf(utf16('\ufeffcafé,label\n' + lines(20, 'ü,%\n').join(''))), 'utf-16le'],
    ['UTF-16 without', fileOf(utf16('café,label\n' + lines(20, 'ü,%\n').join(''))), 'utf-16le'],
  ])('%s is seen', async (_, file, encoding) => {
    const { plan, columns } = await inspectFile(file)
    expect(plan.dialect?.encoding).toBe(encoding)
    expect(columns.map(({ name, examples }) => [name, examples[0]])).toEqual([
      ['café', 'ü'],
      ['label', '0'],
    ])
  })

  test('names that repeat are numbered', async () => {
    const { plan, warnings } = await looked(csvOf('x,x,,x,label', ...lines(20, '1,2,3,4,%')))
    expect(plan.columns.map(({ name }) => name)).toEqual(['x', 'x (2)', 'column_3', 'x (3)', 'label'])
    expect(warnings).toEqual(['duplicate column name: x; each further one is given a number'])
  })

  test('names and values are plain text, whatever they hold', async () => {
    const name = `<img src=x onerror=alert(1)>\u202e${'x'.repeat(100)}`
    const { plan, columns } = await inspectFile(csvOf(`${name},label,__proto__`, ...lines(20, '<b>\u0007hi</b>,%,7')))
    expect(plan.columns[0].name).toHaveLength(60)
    expect(plan.columns[0].name).toMatch(/^<img src=x onerror=alert\(1\)>x+…$/)
    expect(plan.columns[2].name).toBe('__proto__')
    expect(columns[0].examples).toEqual(['<b>hi</b>'])
  })

  test('more rows than can be read are told before they are', async () => {
    const { warnings, rows } = await looked(fileOf('x,label\n', '1,0\n1,1\n'.repeat(1_200_000)))
    expect(rows.exact).toBe(false)
    expect(rows.count).toBeCloseTo(2_400_000, -5)
    expect(warnings[0]).toMatch(
      /^too many rows: about 2,[34]\d\d,\d{3}; at most 2,000,000 can be read: choose the first/
    )
  })
})

describe('importFile refuses in one line', () => {
  test.each<[string, Blob, RegExp, Partial<ImportPlan>?, Record<string, Partial<ColumnPlan>>?]>([
    [
      'a label with one value',
      csvOf('x,label,z', '1,0,5', '2,1,5'),
      /^the label z has one value only: 5 in 2 rows; expected two$/,
      {},
      { label: { role: 'feature' }, z: { role: 'label' } },
    ],
    [
      'a positive value that no row has',
      csvOf('x,label', ...lines(30, '1.5,a'), '2,b'),
      /^no row has label = yes; expected one of a, b$/,
      { positive: 'yes' },
    ],
    ['no label', plain, /^no label: choose the column/, {}, { label: { role: 'feature' } }],
    ['no features', plain, /^no features: every column but the label is ignored/, {}, { x: { role: 'ignore' } }],
    ['two labels', plain, /^two columns for label: x, label; expected one$/, {}, { x: { role: 'label' } }],
    ['two names that agree', plain, /^duplicate column name: label/, {}, { x: { name: 'label' } }],
    [
      'an amount that is no number',
      plain,
      /^invalid type of the amount x/,
      {},
      { x: { role: 'amount', type: 'boolean' } },
    ],
    ['a label time without a time', plain, /^a label time but no time/, {}, { x: { role: 'labelTime' } }],
    ['no positive value', plain, /^no positive value: choose/, { positive: ' ' }],
    [
      'rows beyond the limit',
      plain,
      /^invalid rows: 3000000; expected a whole number from 1 to 2000000$/,
      { rows: 3e6 },
    ],
    ['features without a value', csvOf('x,label', 'NA,0', ',1'), /^no features: every column but the label is empty/],
  ])('%s', async (_, file, line, change = {}, columns = {}) => {
    const { plan } = await inspectFile(file)
    await expect(importFile(file, { ...withColumns(plan, columns), ...change })).rejects.toThrow(line)
  })

  test('a delimiter that does not fit', async () => {
    const { plan } = await inspectFile(plain)
    await expect(importFile(plain, { ...plan, dialect: { ...plan.dialect!, delimiter: '|' } })).rejects.toThrow(
      /^every row is malformed: line 2: 1 cell, expected 2; is the delimiter "\|" right\?$/
    )
  })

  test('a label with thousands of values', async () => {
    const file = csvOf('x,label', ...lines(3000, '1.5,v#'))
    const { plan } = await inspectFile(csvOf('x,label', '1,0', '1,1'))
    await expect(importFile(file, plan)).rejects.toThrow(/^label cannot be the label: it has more than 1,000 values/)
  })

  test('more than 2,000,000 rows, of which the first can be had', async () => {
    const file = fileOf('x,label\n', '1,0\n1,1\n'.repeat(1_000_001))
    const { plan } = await inspectFile(file)
    await expect(importFile(file, plan)).rejects.toThrow(
      /^too many rows: more than 2,000,000; read the first 2,000,000, or choose a smaller file$/
    )
    const { draw } = await importFile(file, { ...plan, rows: 1999 })
    expect(draw.table.rows).toBe(1999)
  })

  test('quotes that never close, again and again', async () => {
    const file = fileOf('x,label\n', ...lines(10, '1,%\n'), '"'.repeat(3) + '\n', ...lines(10, '1,%\n'))
    const { malformed, draw } = await imported(file)
    expect(malformed.first).toEqual([
      { line: 12, reason: 'a quote opens and never closes, or the row is longer than 4 MB' },
    ])
    expect(draw.table.rows).toBe(20)
  })
})

test('ragged rows, and rows without a label, are counted and shown with their lines', async () => {
  const file = csvOf('x,label', '1,0', '2', '3,1', '4,5,6', '5,', '6,0,', '7,?', '', '"8,0', '9,1')
  const { draw, malformed, notes } = await imported(file)
  expect([...draw.table.numeric[0]]).toEqual([1, 3, 6, 9])
  expect(malformed).toEqual({
    dropped: [
      { reason: 'no label', rows: 2, first: 6 },
      { reason: '1 cell, expected 2', rows: 1, first: 3 },
      { reason: '3 cells, expected 2', rows: 1, first: 5 },
      { reason: 'a quote opens and never closes, or the row is longer than 4 MB', rows: 1, first: 10 },
    ],
    count: 5,
    first: [
      { line: 3, reason: '1 cell, expected 2' },
      { line: 5, reason: '3 cells, expected 2' },
      { line: 6, reason: 'no label' },
      { line: 8, reason: 'no label' },
      { line: 10, reason: 'a quote opens and never closes, or the row is longer than 4 MB' },
    ],
  })
  expect(notes[0]).toBe(
    '5 of 9 rows left out, 56 %: no label in 2, first in line 6; 1 cell, expected 2 in 1, first in line 3; ' +
      '3 cells, expected 2 in 1, first in line 5; ' +
      'a quote opens and never closes, or the row is longer than 4 MB in 1, first in line 10'
  )
})

test('any text and any bytes are read or refused in one line of ours', async () => {
  const word = fc.constantFrom(
    'a',
    '1',
    '0',
    '-1.5',
    '"',
    '""',
    ',',
    ';',
    '\t',
    '\n',
    '\r\n',
    ' ',
    '2020-01-01',
    'NA',
    'é',
    '\0'
  )
  const text = fc.array(word, { maxLength: 120 }).map((words) => fileOf(words.join('')))
  const noise = fc.uint8Array({ maxLength: 200 }).map((found) => fileOf(Uint8Array.from(found)))
  await fc.assert(fc.asyncProperty(fc.oneof(text, noise), readsOrRefuses), { seed: 1, numRuns: 1500 })
})
