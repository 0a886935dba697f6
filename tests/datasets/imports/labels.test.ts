import { keysOf } from '../../../datasets/imports/class-values.ts'
import { describe, expect, test } from 'vitest'
import { withColumn, type Choices } from '../../../datasets/imports/choices.ts'
import { planOf, type Inspection } from '../../../datasets/imports/plan-of.ts'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import { customerFile, customers } from './customers.ts'
import { csvOf, fileOf, lines } from './files.ts'

const people = customers(4000)
const bads = people.filter(({ bad }) => bad).length

const labelled = (name: string, positive?: string): Choices => ({
  columns: [{ name, role: 'label' }],
  ...(positive !== undefined && { positive }),
})
const label = ({ plan }: Inspection) => plan.columns.find(({ role }) => role === 'label')?.name ?? null
const asked = ({ assumptions }: Inspection) => assumptions.filter(({ asks }) => asks)
const said = ({ assumptions }: Inspection) =>
  assumptions.filter(({ about }) => about === 'label').map(({ text }) => text)

async function read(file: Blob, choices: Choices) {
  const inspection = await inspectFile(file, choices)
  const found = await importFile(file, inspection.plan)
  const positives = found.draw.table.label.reduce((sum, one) => sum + one, 0)
  return { ...found, inspection, positives }
}

describe('the label', () => {
  test.each([
    ['default,x,y', ['default', 'y']],
    ['default,x,subscribe', ['default', 'subscribe']],
    ['churn,x,fraud', ['churn', 'fraud']],
    ['vip,x,gift', ['vip', 'gift']],
  ])('of %s is asked for, the candidates named, and none is taken', async (header, names) => {
    const file = csvOf(header, ...lines(60, '%,#.5,0').map((line, row) => line.replace(/0$/, String(row % 2))))
    const found = await inspectFile(file)
    expect(label(found)).toBeNull()
    expect(asked(found)).toEqual([
      {
        about: 'label',
        column: null,
        text: `several columns may be the label (${names.join(', ')}): choose the one that says what is to be predicted`,
        asks: true,
        flag: '--label NAME',
      },
    ])
    const chosen = planOf(found, labelled(names[1]))
    expect([label(chosen), asked(chosen)]).toEqual([names[1], []])
    expect(said(chosen).some((text) => text.includes('is taken as the label'))).toBe(false)
  })

  test.each([
    ['isFraud,x,isFlaggedFraud', 'isFraud', 'isFraud is taken as the label, by its name'],
    ['vip,x,FraudFound_P', 'FraudFound_P', 'FraudFound_P is taken as the label, by its name'],
    ['target,x,gift', 'target', 'target is taken as the label, by its name'],
  ])('of %s is taken where one is clear, and said', async (header, name, text) => {
    const file = csvOf(header, ...lines(60, '%,#.5,0').map((line, row) => line.replace(/0$/, row % 7 ? '0' : '1')))
    const found = await inspectFile(file)
    expect(label(found)).toBe(name)
    expect(said(found)).toContain(text)
  })

  test('of one column with two values is taken, and said', async () => {
    const found = await inspectFile(csvOf('x,gift', ...lines(60, '#.5,%')))
    expect(said(found)).toEqual([
      'gift is taken as the label, as no other column has two values',
      'positive: 1, 20 % of rows; the other value is 0',
    ])
  })

  test('of many numbers is refused with what to do', async () => {
    const file = csvOf('x,price', ...lines(300, '%,#.25'))
    const found = await inspectFile(file, labelled('price'))
    expect(found.plan.positive).toBe('')
    expect(asked(found).map(({ text }) => text)).toEqual([
      'price holds 300 different numbers, and a label has classes: choose another label, or add a column to the file that says yes or no of each row',
    ])
  })

  test('leaves no rule behind where it was guessed and another was chosen', async () => {
    const rows = lines(60, '%,').map((line, row) => `${line}${row % 4},${row}.5,${row % 3 ? 'no' : 'yes'}`)
    const guessed = await inspectFile(csvOf('fraud,fraud_history,x,subscribed_at_all', ...rows))
    const { plan } = planOf(guessed, labelled('subscribed_at_all'))
    expect(plan.columns.map(({ role }) => role)).toEqual(['feature', 'feature', 'feature', 'label'])
  })
})

describe('the positive value', () => {
  test.each([
    ['of several classes', ['none', 'none', 'theft', 'fire'], 'none 30, fire 15, theft 15'],
    ['of ratings', ['1', '2', '3', '3'], '3 30, 1 15, 2 15'],
  ])('%s is asked for, with the count of each', async (_, values, counts) => {
    const file = csvOf('x,claim', ...lines(60, '#.5').map((line, row) => `${line},${values[row % 4]}`))
    const found = await inspectFile(file, labelled('claim'))
    expect(found.plan.positive).toBe('')
    const [one, ...others] = asked(found)
    expect(others).toEqual([])
    expect(one).toMatchObject({ about: 'label', column: 'claim', flag: '--positive VALUE' })
    expect(one.text).toMatch(/^the label claim has 3 values: .*; choose the one that counts as positive$/)
    for (const count of counts.split(', ')) expect(one.text).toContain(count)
    expect(asked(planOf(found, labelled('claim', values[1])))).toEqual([])
  })

  test.each([
    [
      '1 and 2, where 2 is rare',
      ['1', '1', '2', '1'],
      '2',
      'positive: 2, the rarer value, 25 % of rows; the other value is 1',
    ],
    [
      '1 and 2, where 1 is rare',
      ['2', '1', '2', '2'],
      '1',
      'positive: 1, the rarer value, 25 % of rows; the other value is 2',
    ],
    ['1 and 2, half each', ['1', '2'], '2', 'positive: 2, the larger value, 50 % of rows; the other value is 1'],
    ['−1 and 1', ['1', '1', '1', '-1'], '1', 'positive: 1, 75 % of rows; the other value is -1'],
    ['0 and 1, where 1 is frequent', ['1', '1', '1', '0'], '1', 'positive: 1, 75 % of rows; the other value is 0'],
    ['0.0 and 1.0', ['0.0', '0.0', '1.0', '0.0'], '1.0', 'positive: 1.0, 25 % of rows; the other value is 0.0'],
    ['good and bad', ['bad', 'bad', 'bad', 'good'], 'bad', 'positive: bad, 75 % of rows; the other value is good'],
    ['ham and any other word', ['x', 'x', 'x', 'ham'], 'x', 'positive: x, 75 % of rows; the other value is ham'],
    ['no and yes', ['yes', 'yes', 'yes', 'no'], 'yes', 'positive: yes, 75 % of rows; the other value is no'],
  ])('of %s is guessed and said', async (_, values, positive, text) => {
    const file = csvOf('x,outcome', ...lines(80, '#.5').map((line, row) => `${line},${values[row % values.length]}`))
    const found = await inspectFile(file, labelled('outcome'))
    expect(found.plan.positive).toBe(positive)
    expect(said(found)).toEqual([text])
    const settled = await inspectFile(file, labelled('outcome', values[0]))
    expect(said(settled)).toEqual([])
  })

  test('that no row has is refused, naming what rows have', async () => {
    const file = csvOf('x,claim', '1.5,theft', '2.5,none', '3.5,fire')
    await expect(read(file, labelled('claim', 'flood'))).rejects.toThrow(
      /^no row has claim = flood; expected one of (theft|none|fire), (theft|none|fire), (theft|none|fire)$/
    )
  })
})

describe('spellings of one value', () => {
  test.each([
    ['Yes', ['Yes', 'yes', 'YES', 'No', 'no', 'NO'], 'Yes'],
    ['1 or True', ['1', '1.0', 'True', 'TRUE', 't', '0', '0.0', 'False', 'FALSE', 'f'], undefined],
    ['Good', ['good', 'Good', 'GOOD', 'bad', 'Bad', 'BAD'], 'GOOD'],
    ['2', ['2', '2.0', '+2', '1', '1.00', '1.0'], undefined],
  ])('of %s count as one, in the plan, in the table and in a choice', async (_, values, positive) => {
    const half = values.length / 2
    // The first half comes once in five rows.
    const file = csvOf(
      'x,answer',
      ...lines(600, '#.5').map(
        (line, row) => `${line},${row % 5 ? values[half + (row % half)] : values[(row / 5) % half]}`
      )
    )
    const { inspection, positives, notes } = await read(file, labelled('answer', positive))
    expect(asked(inspection)).toEqual([])
    expect(positives).toBe(120)
    expect(said(inspection).filter((text) => text.endsWith('count as one value of answer'))).toHaveLength(2)
    expect(notes.some((note) => /^answer: .* count as one value, the positive one$/.test(note))).toBe(true)
  })

  test('beyond the sample still count as one, and any further value is told', async () => {
    const pad = 'p'.repeat(60)
    const file = fileOf(
      'pad,label\n',
      `${pad},0\n`.repeat(60_000),
      `${pad},1\n`.repeat(60_000),
      `${pad},TRUE\n`,
      `${pad},perhaps\n`.repeat(3)
    )
    const { inspection, positives, notes } = await read(file, {})
    expect(inspection.plan.positive).toBe('1')
    expect(positives).toBe(60_001)
    expect(notes).toContain('label: 1 60,000, TRUE 1 count as one value, the positive one')
    expect(notes).toContain('label: every value but 1 counts as negative: 0 60,000, perhaps 3')
  })

  test('that differ in case alone stay two classes where they are the only ones', async () => {
    const { positives } = await read(csvOf('x,blood', '1.5,a', '2.5,A', '3.5,a'), labelled('blood', 'A'))
    expect(positives).toBe(1)
  })
})

describe('a class called as a missing value', () => {
  test.each(['None', 'NA', 'null', 'NaN', '?', 'missing'])(
    '%s is a value where leaving it out leaves one class',
    async (word) => {
      const file = customerFile(people, { region: ({ bad }) => (bad ? word : 'EU') })
      const guess = await read(file, labelled('region'))
      expect(guess.draw.table.rows).toBe(4000)
      const chosen = await read(file, labelled('region', word))
      expect([chosen.draw.table.rows, chosen.positives]).toEqual([4000, bads])
      if (word !== 'missing')
        expect(said(chosen.inspection)).toEqual([
          `${word}, which elsewhere means missing, is taken as a value of the label region: ${bads} of 4,000 rows`,
        ])
    }
  )

  test('none among words is a value, and the positive one is asked for', async () => {
    const kind = (bad: number, row: number) => (bad ? (row % 2 ? 'theft' : 'fire') : 'none')
    const file = customerFile(people, { claim: ({ bad, row }) => kind(bad, row) })
    const thefts = people.filter(({ bad, row }) => kind(bad, row) === 'theft').length
    const found = await inspectFile(file, labelled('claim'))
    const [one] = asked(found)
    for (const part of [`none ${(4000 - bads).toLocaleString('en')}`, `theft ${thefts}`, `fire ${bads - thefts}`])
      expect(one.text).toContain(part)
    const { draw, positives } = await read(file, labelled('claim', 'theft'))
    expect([draw.table.rows, positives]).toEqual([4000, thefts])
  })

  test('an empty cell beside one value is the other class', async () => {
    const file = customerFile(people, { churned: ({ bad }) => (bad ? 'yes' : '') })
    const { draw, positives, inspection } = await read(file, labelled('churned'))
    expect([draw.table.rows, positives]).toEqual([4000, bads])
    expect(said(inspection)[0]).toMatch(
      /^an empty churned is taken as a value of the label churned: [\d,]+ of 4,000 rows$/
    )
  })

  test('NA beside 0 and 1 is a row without a label: left out, and counted', async () => {
    const file = csvOf('x,label', ...lines(90, '#.5,%'), ...lines(10, '1.5,NA'), '2.5,')
    const { inspection, draw, notes, malformed, rowsRead } = await read(file, {})
    expect(said(inspection)).toContain(
      'rows whose label label is missing are left out: 11 of 101 rows (NA 10, (empty) 1)'
    )
    expect([draw.table.rows, rowsRead]).toEqual([90, 101])
    expect(malformed.dropped).toEqual([{ reason: 'no label', rows: 11, first: 92 }])
    expect(notes[0]).toBe('11 of 101 rows left out, 11 %: no label in 11, first in line 92')
    expect(notes).toContain('label: 10 rows have NA for a label and are left out')
  })

  test('is read as a person chose', async () => {
    const file = csvOf('x,label', ...lines(90, '#.5,%'), ...lines(10, '1.5,NA'))
    const choices = withColumn(labelled('label', '1'), 'label', { missing: [] })
    const { draw, inspection } = await read(file, { ...choices, positive: '1' })
    expect([draw.table.rows, said(inspection)]).toEqual([100, []])
  })
})

test('importFile gives the base rate and the rows read', async () => {
  const file = csvOf('x,label', ...lines(100, '#.5,%'), '1,2,3')
  const { baseRate, rowsRead, label: found } = await read(file, {})
  expect({ baseRate, rowsRead, found }).toEqual({
    baseRate: 0.2,
    rowsRead: 101,
    found: { column: 'label', positive: '1' },
  })
})

test('1,000 is another value of a label than 1', () => {
  expect(new Set(keysOf(['1', '1,000', '1,0'])).size).toBe(2)
})
