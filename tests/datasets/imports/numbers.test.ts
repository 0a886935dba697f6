import { describe, expect, test } from 'vitest'
import { withColumn } from '../../../datasets/imports/choices.ts'
import { planOf } from '../../../datasets/imports/plan-of.ts'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import { csvOf, fileOf, imported, lines, looked, valuesOf } from './files.ts'

const ROWS = 200
/** Cents of a row's amount: up to some ten thousands, no two alike, and some under a hundred. */
const amounts = Array.from({ length: ROWS }, (_, row) => ((row % 4 ? 1 : 1000) * (137 + row * 7919)) % 9_999_991)
const single = amounts.map((cents) => Math.fround(cents / 100))

/** A file of amounts as they are written, quoted where its delimiter asks for it. */
function amountFile(write: (whole: string, cents: string, row: number) => string, delimiter = ','): Blob {
  const rows = amounts.map((amount, row) => {
    const text = write(String(Math.floor(amount / 100)), String(amount % 100).padStart(2, '0'), row)
    const cell = text.includes(delimiter) ? `"${text}"` : text
    return [row % 90, cell, row % 5 ? 0 : 1].join(delimiter)
  })
  return csvOf(['age', 'paid', 'label'].join(delimiter), ...rows)
}

function groups(whole: string, sign: string): string {
  return whole.replace(/\B(?=(?:\d{3})+$)/g, sign)
}

describe('numbers as people write them are numbers, said in one line', () => {
  test.each<[string, (whole: string, cents: string, row: number) => string, string?]>([
    ['thousands with a comma', (whole, cents) => `${groups(whole, ',')}.${cents}`],
    ['thousands with a point, comma-delimited', (whole, cents) => `${groups(whole, '.')},${cents}`],
    ['thousands with a point', (whole, cents) => `${groups(whole, '.')},${cents}`, ';'],
    ['thousands with a no-break blank', (whole, cents) => `${groups(whole, '\u00a0')},${cents}`, ';'],
    ['thousands with a narrow blank', (whole, cents) => `${groups(whole, '\u202f')},${cents}`, ';'],
    ['thousands with an apostrophe', (whole, cents) => `${groups(whole, "'")}.${cents}`],
    ['Indian groups', (whole, cents) => `${whole.replace(/\B(?=(?:\d\d)*\d{3}$)/g, ',')}.${cents}`],
    ['quoted decimal commas', (whole, cents) => `${whole},${cents}`],
    ['a no-break blank in front', (whole, cents) => `\u00a0${whole}.${cents}`],
    ['dollars', (whole, cents) => `$${groups(whole, ',')}.${cents}`],
    ['euros behind', (whole, cents) => `${groups(whole, '.')},${cents} €`],
    ['francs by their code', (whole, cents) => `CHF ${groups(whole, "'")}.${cents}`],
    ['per cent', (whole, cents) => `${whole}.${cents}%`],
    ['per cent after a blank', (whole, cents) => `${whole}.${cents} %`, '\t'],
    ['one in twenty grouped', (whole, cents, row) => `${row % 20 ? whole : groups(whole, ',')}.${cents}`],
  ])('%s', async (_, write, delimiter) => {
    const file = amountFile(write, delimiter)
    const { plan, assumptions } = await looked(file)
    expect(plan.columns[1]).toMatchObject({ type: 'numeric' })
    expect(plan.columns[1].numbers).toBeDefined()
    expect(assumptions.filter(({ column }) => column === 'paid').map(({ about }) => about)).toEqual(['type'])
    const found = await importFile(file, plan)
    expect(valuesOf(found).paid).toEqual(single)
    expect(found.notes.filter((note) => note.startsWith('paid'))).toEqual([])
  })

  test.each<[string, (text: string) => string]>([
    ['in brackets', (text) => `(${text})`],
    ['with the minus behind', (text) => `${text}-`],
    ['with a minus of its own', (text) => `−${text}`],
  ])('below zero %s', async (_, write) => {
    const file = amountFile((whole, cents, row) =>
      row % 3 ? `${whole}.${cents}` : write(`${groups(whole, ',')}.${cents}`)
    )
    expect(valuesOf(await imported(file)).paid).toEqual(single.map((value, row) => (row % 3 ? value : -value)))
  })

  test('plain numbers need no style and no line', async () => {
    const { plan, warnings } = await looked(amountFile((whole, cents) => `${whole}.${cents}`))
    expect(plan.columns[1].numbers).toBeUndefined()
    expect(warnings).toEqual([])
  })

  test('an example says what becomes of it', async () => {
    const { warnings } = await looked(csvOf('x,label', ...lines(20, '"$1,23#.5",%').slice(0, 10)))
    expect(warnings).toContain('x: "$1,230.5" is read as 1230.5')
  })

  test('"1,234" alone is a thousand and more, with a line and a flag; the file\'s decimal comma says otherwise', async () => {
    const file = csvOf('x,y,label', ...lines(9, '"1,23#",#.5,%'))
    const { plan, assumptions } = await looked(file)
    expect(plan.columns[0].numbers).toBe('1,234.56')
    expect(assumptions).toContainEqual({
      about: 'type',
      column: 'x',
      text: 'x: "1,230" is read as 1230, as nothing in the column says whether its comma groups thousands or begins a fraction',
      asks: false,
      flag: '--numbers x=1.234,56',
    })
    expect(valuesOf(await importFile(file, plan)).x.slice(0, 2)).toEqual([1230, 1231])
    const comma = await looked(file, { dialect: { decimal: ',' } })
    expect(comma.plan.columns.map(({ numbers }) => numbers)).toEqual([undefined, '1,234.56', undefined])
    expect(valuesOf(await importFile(file, comma.plan))).toMatchObject({
      x: [1.23, 1.231, 1.232]
        .map(Math.fround)
        .concat(valuesOf(await importFile(file, comma.plan)).x.slice(3) as number[]),
      y: Array.from({ length: 9 }, (_, row) => row + 0.5),
    })
  })

  test('a style that a person chose is kept, and nothing is said', async () => {
    const file = csvOf('x,label', ...lines(9, '"1,23#",%'))
    const seen = await inspectFile(file)
    const { plan, assumptions } = planOf(seen, withColumn({}, 'x', { numbers: '1.234,56' }))
    expect(plan.columns[0].numbers).toBe('1.234,56')
    expect(assumptions.filter(({ column }) => column === 'x')).toEqual([])
    expect(valuesOf(await importFile(file, plan)).x[1]).toBe(Math.fround(1.231))
  })

  test('per cent with and without a sign, and two currencies, are said', async () => {
    const rows = lines(40, '#').map(
      (row) =>
        `${Number(row) % 2 ? `${row}.25%` : `${row}.25`},${Number(row) % 2 ? '$' : '€'}${row}.75,${Number(row) % 5 ? 0 : 1}`
    )
    const { warnings } = await looked(csvOf('rate,paid,label', ...rows))
    expect(warnings).toContain('rate: numbers with and without a per cent sign are read alike, as per cent')
    expect(warnings).toContain('paid: amounts in €, $ are read as if they were of one currency')
  })

  test('texts with digits stay categories', async () => {
    const rows = lines(60, '#').map(
      (row) => `v1.${row}.3,555-12${row},${row} km,192.168.${row}.1,${Number(row) % 5 ? 0 : 1}`
    )
    const { plan, warnings } = await looked(csvOf('version,phone,way,host,label', ...rows))
    expect(warnings).toContain('way: texts such as "0 km" are no plain numbers: taken as 60 categories')
    expect(plan.columns.slice(0, 4).map(({ type }) => type)).toEqual(Array(4).fill('categorical'))
  })
})

describe('codes and numbers that 32 bits do not tell apart', () => {
  test('whole numbers padded with zeros are categories, said, and a choice makes them numbers', async () => {
    const file = csvOf('branch,label', ...lines(100, '000#,%').map((line) => line.slice(-7)))
    const { plan, assumptions } = await looked(file)
    expect(plan.columns[0].type).toBe('categorical')
    expect(assumptions).toContainEqual({
      about: 'type',
      column: 'branch',
      text: 'branch: whole numbers that begin with 0, as 0000, are taken as codes, so as categories',
      asks: false,
      flag: '--numeric branch',
    })
    const { plan: told } = await inspectFile(file, withColumn({}, 'branch', { type: 'numeric' }))
    expect(told.columns[0].type).toBe('numeric')
  })

  test('0.5 and 0 are no codes', async () => {
    const { plan } = await inspectFile(csvOf('x,y,label', ...lines(100, '0.#,0,%')))
    expect(plan.columns.map(({ type }) => type)).toEqual(['numeric', 'numeric', 'numeric'])
  })

  test.each([
    ['whole numbers', (row: number) => 1_700_000_000 + ((row * 13) % 61), 1_700_000_000],
    ['below zero', (row: number) => -1_700_000_000 + ((row * 13) % 61), -1_700_000_000],
    ['with a fraction', (row: number) => 9_000_000 + ((row * 13) % 61) / 100, 9_000_000],
  ])('%s are kept less what they share, and said', async (_, valueOf, offset) => {
    const file = csvOf(
      'reading,label',
      ...lines(200, '#').map((row) => `${valueOf(Number(row))},${Number(row) % 5 ? 0 : 1}`)
    )
    const { plan, warnings } = await looked(file)
    expect(plan.columns[0]).toMatchObject({ type: 'numeric', offset })
    expect(
      warnings.some((text) => text.startsWith(`reading: kept less ${offset}, as numbers of 32 bits do not tell`))
    ).toBe(true)
    const found = await importFile(file, plan)
    const { numeric, schema } = found.draw.table
    expect(schema.numeric[0]).toMatchObject({
      id: 'reading',
      offset,
      help: `Column reading of your file, less ${offset}.`,
    })
    expect(new Set(numeric[0]).size).toBe(61)
    numeric[0].forEach((value, row) => expect(value).toBeCloseTo(valueOf(row) - offset, 6))
  })

  test('what no offset tells apart is warned of', async () => {
    const far = lines(200, '#').map((row) => `${Number(row) % 2 ? 1e15 + Number(row) : row},${Number(row) % 5 ? 0 : 1}`)
    const { plan, warnings } = await looked(csvOf('size,label', ...far))
    expect(plan.columns[0].offset).toBeUndefined()
    expect(warnings).toEqual(['size: 99 of its 200 values become equal to others, as numbers are kept to 7 digits'])
  })

  test('a missing value stays missing under an offset', async () => {
    const rows = lines(100, '#').map(
      (row) => `${Number(row) % 10 ? 1_700_000_000 + Number(row) : -1},${Number(row) % 5 ? 0 : 1}`
    )
    const file = fileOf(['reading,label', ...rows, ''].join('\n'))
    const choice = withColumn({}, 'reading', { missing: ['-1'], offset: 1_700_000_000 })
    const { plan } = await inspectFile(file, choice)
    expect(valuesOf(await importFile(file, plan)).reading.slice(9, 12)).toEqual([9, null, 11])
  })
})

describe('a point that may group thousands', () => {
  const cents = (row: number) => `${40 + (row % 50)},${10 + (row % 80)}`
  const grouped = (row: number) => (row % 3 ? `${2 + (row % 90)}.${100 + (row % 900)}` : `${100 + row}`)

  test('groups them where another column has decimal commas, however many columns are so', async () => {
    const body = Array.from({ length: 120 }, (_, row) => [
      grouped(row),
      grouped(row + 7),
      cents(row),
      row % 3 ? 'no' : 'yes',
    ])
    const file = fileOf(['a;b;price;sold', ...body.map((cells) => cells.join(';')), ''].join('\n'))
    const { plan, warnings } = await looked(file)
    expect(plan.dialect?.decimal).toBe(',')
    const { a } = valuesOf(await importFile(file, plan))
    expect(a.slice(0, 3)).toEqual([100, 3101, 4102])
    expect(
      warnings.filter((line) => /^[ab]: .* is read as \d+, as nothing in the column says/.test(line))
    ).toHaveLength(2)
  })

  test('begins a fraction where nothing tells, and that is said with the flag that says otherwise', async () => {
    const body = Array.from({ length: 120 }, (_, row) => `${grouped(row)},${row % 3 ? 'no' : 'yes'}`)
    const { assumptions } = await inspectFile(csvOf('a,sold', ...body))
    expect(assumptions).toContainEqual(
      expect.objectContaining({
        column: 'a',
        flag: '--numbers a=1.234,56',
        text: expect.stringMatching(/is read as [\d.]+, as nothing/),
      })
    )
    const measured = Array.from({ length: 120 }, (_, row) => `0.${100 + row},${row % 3 ? 'no' : 'yes'}`)
    expect((await looked(csvOf('a,sold', ...measured))).warnings.join()).not.toContain('as nothing in the column says')
  })
})
