import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import { withColumn, type Choices } from '../../../datasets/imports/choices.ts'
import { planOf, type Inspection } from '../../../datasets/imports/plan-of.ts'
import type { Role } from '../../../datasets/imports/plan.ts'
import { csvOf, fileOf, lines, looked } from './files.ts'

/** Roles that are no feature's. */
function roles({ plan }: Inspection): string[] {
  return plan.columns
    .filter(({ role }) => role !== 'feature')
    .map(({ name, role, timeUnit }) => `${name}: ${role}${role === 'time' ? ` in ${timeUnit}` : ''}`)
}

function rows(lineOf: (row: number, fraud: number) => string): string[] {
  return Array.from({ length: 60 }, (_, row) => lineOf(row, row % 7 === 3 ? 1 : 0))
}

describe('inspectFile knows the roles in files as the public has them', () => {
  test.each([
    {
      file: 'the credit card set',
      header: '"Time","V1","V2","Amount","Class"',
      lines: rows((row, fraud) => `${row},-1.3598071336738,${row}e-05,149.${row},"${fraud}"`),
      expected: ['Time: time in seconds', 'Amount: amount', 'Class: label'],
    },
    {
      file: 'Sparkov',
      header: ',trans_date_trans_time,cc_num,merchant,category,amt,gender,zip,dob,trans_num,unix_time,is_fraud',
      lines: rows(
        (row, fraud) =>
          `${row},2019-01-01 00:${10 + (row % 50)}:18,${row % 9}703186189652095,"fraud_Rippin, Kub",misc,4.${row},F,28654,1988-03-09,0b${row},13253760${10 + row},${fraud}`
      ),
      expected: [
        ...['column_1: ignore', 'trans_date_trans_time: time in seconds', 'cc_num: group', 'amt: amount'],
        ...['trans_num: ignore', 'unix_time: ignore', 'is_fraud: label'],
      ],
    },
    {
      file: 'PaySim',
      header: 'step,type,amount,nameOrig,oldbalanceOrg,isFraud,isFlaggedFraud',
      lines: rows((row, fraud) => `${1 + (row % 30)},PAYMENT,98${row}.64,C12${row},170136.0,${fraud},0`),
      expected: ['step: time in hours', 'amount: amount', 'nameOrig: ignore', 'isFraud: label'],
    },
    {
      file: 'the Fraud Detection Handbook',
      header: 'TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_TIME_SECONDS,TX_FRAUD,TX_FRAUD_SCENARIO',
      lines: rows(
        (row, fraud) =>
          `${row},2018-04-01 00:${10 + (row % 50)}:31,59${row % 9},3156,57.${row},${31 + 60 * row},${fraud},0`
      ),
      expected: [
        ...['TRANSACTION_ID: ignore', 'TX_DATETIME: time in seconds', 'CUSTOMER_ID: group', 'TX_AMOUNT: amount'],
        ...['TX_TIME_SECONDS: ignore', 'TX_FRAUD: label', 'TX_FRAUD_SCENARIO: ignore'],
      ],
    },
    {
      file: 'IEEE-CIS',
      header: 'TransactionID,isFraud,TransactionDT,TransactionAmt,card1',
      lines: rows((row, fraud) => `${2987000 + row},${fraud},${86400 + 13 * row},68.5,1392${row % 5}`),
      expected: ['TransactionID: ignore', 'isFraud: label', 'TransactionDT: time in seconds', 'TransactionAmt: amount'],
    },
    {
      file: 'a click log',
      header: 'id;click;hour;ts;user_id',
      lines: rows((row, fraud) => `x${row};${fraud};14102100;16000000${10 + row}000;u${row % 8}`),
      expected: ['id: ignore', 'click: label', 'ts: time in milliseconds', 'user_id: group'],
    },
  ])('$file', async ({ header, lines: body, expected }) => {
    expect(roles(await inspectFile(csvOf(header, ...body)))).toEqual(expected)
  })

  test('Criteo’s log by its shape alone, as it has no header', async () => {
    const numbers = Array.from({ length: 13 }, (_, i) => (i === 11 ? '' : `${i - 1}`)).join('\t')
    const hashes = (row: number) =>
      Array.from({ length: 26 }, (_, i) => (i === 21 ? '' : `${i % 5}${row % 4}123456`)).join('\t')
    const file = fileOf(rows((row, click) => [click, numbers, hashes(row)].join('\t')).join('\n'))
    const { plan, warnings } = await looked(file)
    expect(warnings).toEqual(['read as Criteo’s click log, which has no header'])
    expect(plan.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'label numeric',
      ...Array.from({ length: 13 }, (_, i) => `I${i + 1} numeric`),
      ...Array.from({ length: 26 }, (_, i) => `C${i + 1} categorical`),
    ])
    const { draw } = await importFile(file, plan)
    expect(draw.table.rows).toBe(60)
    expect(draw.table.schema.numeric.map(({ id }) => id)).not.toContain('I12')
    expect(draw.table.schema.categorical.map(({ id }) => id)).not.toContain('C22')
  })
})

describe('inspectFile', () => {
  test.each([',', ';', '\t', '|'])('finds the delimiter %j, though others stand in its cells', async (delimiter) => {
    const others = [',', ';', '\t', '|'].filter((one) => one !== delimiter)
    const body = rows((row, y) =>
      [`"a${delimiter}b"`, `text ${others[row % 3]} more`, `1${others[row % 2]}5`, y].join(delimiter)
    )
    const { plan } = await inspectFile(csvOf(['q', 'words', 'odd', 'y'].join(delimiter), ...body))
    expect(plan.dialect?.delimiter).toBe(delimiter)
    expect(plan.columns.map(({ name }) => name)).toEqual(['q', 'words', 'odd', 'y'])
  })

  test('sees that there is no header, and takes the word of whoever knows', async () => {
    const file = csvOf('1.5,a,0', '2.5,b,1', '3.5,a,0')
    const { plan, warnings } = await looked(file)
    expect(plan.columns.map(({ name }) => name)).toEqual(['column_1', 'column_2', 'column_3'])
    expect(warnings).toContain('no header: columns are called column_1, column_2, …')
    const { plan: told } = await inspectFile(file, { dialect: { hasHeader: true } })
    expect(told.columns.map(({ name }) => name)).toEqual(['1.5', 'a', '0'])
  })

  test('forgives a delimiter at each line’s end, and a header without a name for row names', async () => {
    const trailing = await inspectFile(csvOf('x,y', ...lines(20, '#.5,%,')))
    expect(trailing.plan.columns.map(({ name }) => name)).toEqual(['x', 'y'])
    expect(trailing.malformed.count).toBe(0)
    const named = await looked(csvOf('x,y', ...lines(20, 'row #,#.5,%')))
    expect(named.plan.columns.map(({ name }) => name)).toEqual(['column_1', 'x', 'y'])
    expect(named.warnings).toContain(
      'the header names 2 columns, but rows have 3 cells: the first is taken as one without a name'
    )
  })

  test('reports types, examples, missing values and ranges of the columns', async () => {
    const {
      columns,
      rows: found,
      sampled,
    } = await inspectFile(
      csvOf(
        'x,kind,when,ok,y',
        ...rows(
          (row, y) => `${row % 4 ? row : ''},k${row % 3},2020-01-0${1 + (row % 9)},${row % 2 ? 'yes' : 'no'},${y}`
        )
      )
    )
    expect([found, sampled]).toEqual([{ count: 60, exact: true }, 60])
    expect(columns).toMatchObject([
      { name: 'x', type: 'numeric', distinct: 45, missing: 15, sampled: 60, min: 1, max: 59 },
      { name: 'kind', type: 'categorical', distinct: 3, examples: ['k0', 'k1', 'k2'], min: null },
      { name: 'when', type: 'time', min: 1577836800, max: 1578528000 },
      { name: 'ok', type: 'boolean', examples: ['no', 'yes'] },
      { name: 'y', type: 'numeric', distinct: 2, missing: 0, min: 0, max: 1 },
    ])
  })

  test('of a large file looks beyond its head, and guesses its rows within a few per cent', async () => {
    const early = 'early,1.25,0\n'.repeat(200_000)
    const late = 'late,2.25,1\n'.repeat(300_000)
    const { rows: found, columns, sampled } = await inspectFile(fileOf('when,x,label\n', early, late))
    expect(found.exact).toBe(false)
    expect(Math.abs(found.count / 500_000 - 1)).toBeLessThan(0.05)
    expect(columns[0].distinct).toBe(2)
    expect(sampled).toBeLessThan(400_000)
  })

  test('guesses the positive value by its word, by its rarity, or by the one that the sample shows', async () => {
    const positive = async (...values: string[]) =>
      (await inspectFile(csvOf('x,label', ...values.map((value, i) => `${i}.5,${value}`)))).plan.positive
    expect(await positive('no', 'yes', 'yes')).toBe('yes')
    expect(await positive('ham', 'spam', 'spam')).toBe('spam')
    expect(await positive('a', 'b', 'a')).toBe('b')
    const rare = await inspectFile(fileOf('x,label\n', '1.5,False\n'.repeat(400_000)))
    expect(rare.plan.positive).toBe('True')
  })

  test('ignores what goes on from the label’s name and tells it, and says why', async () => {
    const body = rows((row, y) => `${row % 5}.5,${y},${y && row % 3},${row % 4}`)
    const { plan, warnings } = await looked(csvOf('x,TX_FRAUD,TX_FRAUD_SCENARIO,TX_FRAUDULENCE', ...body))
    expect(plan.columns.map(({ role }) => role)).toEqual(['feature', 'label', 'ignore', 'feature'])
    expect(warnings).toEqual([
      'ignored TX_FRAUD_SCENARIO: its name goes on from the label TX_FRAUD, and its values give it (AUC 0.833 on 60 rows)',
    ])
  })

  test.each([
    ['of 2.4 MB, whose slices lie close', 20_000, 'n'.repeat(100)],
    ['of 300,000 rows, more than are remembered', 300_000, ''],
  ])('tells names of rows from names of customers in a file %s', async (_, count, padding) => {
    const row = (i: number) => `T${i},${i % 15_000}${padding},${i % 7}.5,${i & 1}\n`
    const body = Array.from({ length: count }, (_, i) => row(i)).join('')
    const { plan } = await inspectFile(fileOf('TRANSACTION_ID,CUSTOMER_ID,amount,label\n', body))
    expect(plan.columns.map(({ role }) => role)).toEqual(['ignore', 'group', 'amount', 'label'])
  })

  test('offers each of twenty classes as the positive one', async () => {
    const { columns } = await inspectFile(
      csvOf('x,label', ...lines(100, '#.5,c').map((line, row) => line + (row % 20)))
    )
    expect(columns[1].examples).toHaveLength(20)
  })

  test('warns where no column looks like a label', async () => {
    const { plan, warnings } = await looked(csvOf('a,b', ...lines(30, '#.5,#')))
    expect(plan.columns.every(({ role }) => role !== 'label')).toBe(true)
    expect(warnings).toContain('no column looks like a label: choose the one that says what is to be predicted')
  })
})

describe('inspectFile reads dates', () => {
  const [january30, january31] = [1580342400, 1580428800]
  test.each([
    ['20200130', '20200131', 'yyyymmdd', 'date: read as dates written yyyymmdd'],
    ['30/01/2020', '31/1/2020', 'day/month/year', 'date: read as day/month/year, as no other order fits every date'],
    ['30.01.2020', '31.01.2020', 'day/month/year', 'date: read as day/month/year, as no other order fits every date'],
    ['1/30/2020', '01/31/2020', 'month/day/year', 'date: read as month/day/year, as no other order fits every date'],
  ] as const)('as %s, %s', async (first, second, unit, warning) => {
    const clocks = /^\d+$/.test(first) ? ['', ''] : [' 9:30', ' 14:30:15']
    const body = lines(20, '#').map(
      (row, i) => `${i % 2 ? second + clocks[1] : first + clocks[0]},${row}.5,${i % 3 && 1}`
    )
    const file = csvOf('date,x,label', ...body)
    const { plan, warnings } = await looked(file)
    expect(plan.columns[0]).toMatchObject({ role: 'time', type: 'time', timeUnit: unit })
    expect(warnings).toEqual([warning])
    const { hasTime, draw } = await importFile(file, plan)
    expect(hasTime).toBe(true)
    const [early, late] = clocks[0] ? [34_200, 52_215] : [0, 0]
    expect(new Set(draw.table.time)).toEqual(new Set([early, january31 - january30 + late]))
  })

  test('of eight digits in a Parquet file, and of no other numbers of eight digits', async () => {
    const days = [20191230, 20191231, 20200101, 20200102]
    const column = (name: string, data: number[]) => ({ name, data, type: 'INT32' as const })
    const columnData = [column('date', days), column('order', days), column('label', [0, 1, 0, 1])]
    const file = fileOf(new Uint8Array(parquetWriteBuffer({ columnData })))
    const { plan } = await inspectFile(file)
    expect(plan.columns.map(({ role, type }) => `${role} ${type}`)).toEqual([
      'time time',
      'feature numeric',
      'label numeric',
    ])
    expect([...(await importFile(file, plan)).draw.table.time]).toEqual([0, 86_400, 172_800, 259_200])
    const { plan: seconds } = await inspectFile(csvOf('time,label', '20200130,0', '20200131,1', '20200199,0'))
    expect(seconds.columns[0]).toMatchObject({ type: 'numeric' })
  })

  test.each([
    [
      'birth_date',
      '01/02/2020',
      'birth_date looks like dates, and may have its day or its month first: read as categories',
    ],
    ['date', 'Jan 32, 2020', 'date looks like dates that cannot be read: taken as categories'],
  ])('and says so where it cannot: %s %s', async (name, written, warning) => {
    const { plan, warnings } = await looked(csvOf(`${name},x,label`, ...lines(20, `"${written}",#.5,%`)))
    expect(plan.columns[0].type).toBe('categorical')
    expect(warnings).toContain(warning)
  })

  test('and asks where a time may have its day or its month first, nothing chosen', async () => {
    const { plan, assumptions } = await looked(csvOf('date,x,label', ...lines(20, '01/02/2020,#.5,%')))
    expect(plan.columns[0]).toMatchObject({ role: 'time', type: 'time' })
    expect(plan.columns[0].timeUnit).toBeUndefined()
    expect(assumptions.filter(({ asks }) => asks)).toEqual([
      {
        about: 'time',
        column: 'date',
        text: 'date: "01/02/2020" may be written day/month/year or month/day/year, and nothing in the column decides: choose one',
        asks: true,
        flag: '--time-format day/month/year',
      },
    ])
  })
})

describe('planOf', () => {
  test('moves a role that one column only can have, and infers what goes with it', async () => {
    const body = rows((row, bad) => `${1.6e12 + 1000 * row},${row}.5,${bad},${bad ? 'spam' : 'ham'}`)
    const seen = await inspectFile(csvOf('when_seen,cost,label,state', ...body))
    const choose = (...said: (readonly [string, Role])[]) =>
      planOf(
        seen,
        said.reduce<Choices>((choices, [name, role]) => withColumn(choices, name, { role }), {})
      ).plan
    const labelled = choose(['state', 'label'])
    expect(labelled.columns.map(({ role }) => role)).toEqual(['feature', 'feature', 'feature', 'label'])
    expect(labelled.positive).toBe('spam')
    const timed = choose(['state', 'label'], ['when_seen', 'time'], ['cost', 'amount'])
    expect(timed.columns.map(({ role }) => role)).toEqual(['time', 'amount', 'feature', 'label'])
    expect(timed.columns[0]).toMatchObject({ type: 'time', timeUnit: 'milliseconds' })
    const back = choose(['state', 'label'], ['label', 'label'])
    expect(back.columns.map(({ role }) => role)).toEqual(['feature', 'feature', 'label', 'feature'])
  })

  test.each([
    ['20200131', 'yyyymmdd'],
    ['30/01/2020', 'day/month/year'],
    ['01/02/2020', undefined],
    ['1577836800', 'seconds'],
  ] as const)('to the time takes %s as %s', async (written, timeUnit) => {
    const seen = await inspectFile(csvOf('seen,x,label', ...lines(20, `${written},#.5,%`)))
    const { plan } = planOf(seen, withColumn({}, 'seen', { role: 'time' }))
    expect(plan.columns[0]).toMatchObject({ role: 'time', type: 'time' })
    expect(plan.columns[0].timeUnit).toBe(timeUnit)
  })
})
