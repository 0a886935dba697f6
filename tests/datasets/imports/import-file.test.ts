import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import type { Progress } from '../../../datasets/opened-file.ts'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { csvOf, fileOf, imported, lines, valuesOf, withColumns } from './files.ts'

describe('importFile', () => {
  test('sorts rows by time, those of one moment as they came, and counts seconds from the midnight before the first', async () => {
    const found = await imported(
      csvOf(
        'when,x,label',
        '2020-01-02,1.5,0',
        '2020-01-01 23:59:50,2.5,1',
        '2020-01-02,3.5,0',
        '2020-01-01 23:59:50,4.5,0'
      )
    )
    expect(valuesOf(found)).toEqual({
      time: [86_390, 86_390, 86_400, 86_400],
      x: [2.5, 4.5, 1.5, 3.5],
      label: [1, 0, 0, 0],
    })
    expect(found.notes).toEqual(['rows were sorted by time'])
    expect(found.hasTime).toBe(true)
  })

  test.each([
    ['dates', '2020-01-01 14:30', '2020-01-02 00:15', [52_200, 87_300]],
    ['seconds since 1970', '1577889000', '1577924100', [52_200, 87_300]],
    ['seconds from 0', '0', '172800', [0, 172_800]],
    ['a time before 1970', '1969-12-31 23:00', '1970-01-01 01:00', [82_800, 90_000]],
  ])('keeps hours and calendar days of %s', async (_, first, second, times) => {
    const file = csvOf('time,x,label', `${first},1.5,0`, `${second},2.5,1`)
    const { plan } = await inspectFile(file)
    const clock = { role: 'time', type: 'time', timeUnit: 'seconds' } as const
    expect(valuesOf(await importFile(file, withColumns(plan, { time: clock }))).time).toEqual(times)
  })

  test('without a time column keeps rows a second apart, and says so', async () => {
    const found = await imported(csvOf('x,label', '5.5,0', '4.5,1', '3.5,0'))
    expect(valuesOf(found)).toEqual({ time: [0, 1, 2], x: [5.5, 4.5, 3.5], label: [0, 1, 0] })
    expect(found.notes).toEqual(['no time column: rows keep their order, a second apart'])
    expect(found.hasTime).toBe(false)
  })

  test('takes label times from the same midnight on, never before their own row', async () => {
    const found = await imported(
      csvOf('time,label_time,x,label', ...lines(9, '1#,,1.5,%'), '100,150,1.5,0', '101,3,1.5,1', '102,,1.5,1')
    )
    const { labelTime, time } = found.draw.table
    expect([...labelTime!].slice(-3)).toEqual([150, 101, 102])
    expect([...labelTime!].slice(0, 9)).toEqual([...time].slice(0, 9))
    expect(found.notes).toContain('10 rows have no label time: labels count as known at once there')
    expect(found.notes).toContain('1 label is known before the row: taken as known at once')
  })

  test('makes customers and clusters of a group, each row without one by itself', async () => {
    const { draw, notes } = await imported(csvOf('card_id,x,label', 'b7,1,0', 'a1,2,1', ',3,0', 'b7,4,0', ',5,1'))
    expect([...draw.table.customer!]).toEqual([1, 2, 3, 1, 4])
    expect(draw.table.cluster).toEqual(draw.table.customer)
    expect(notes).toContain('2 rows belong to no group: each counts as one of its own')
  })

  test('codes categories by how often they come, and names them', async () => {
    const { draw } = await imported(
      csvOf('kind,label', 'rare,0', 'often,1', 'often,0', ',0', 'NULL,1', 'often,0', 'some,0', 'some,1')
    )
    const [column] = draw.table.schema.categorical
    expect(column).toMatchObject({ id: 'kind', cardinality: 3, values: ['often', 'some', 'rare'] })
    expect([...draw.table.categorical[0]]).toEqual([3, 1, 1, 0, 0, 1, 2, 2])
  })

  test('keeps every value of a column apart, in 32 bits where 16 do not tell them apart', async () => {
    const rows = lines(66_000, 'v#,%')
    const file = csvOf('kind,label', ...rows, 'v0,0', 'v65999,1')
    const { plan } = await inspectFile(file)
    const { draw, notes } = await importFile(file, withColumns(plan, { kind: { role: 'feature' } }))
    const [codes] = draw.table.categorical
    expect(draw.table.schema.categorical[0]).toMatchObject({ cardinality: 66_000, isWide: true })
    expect(draw.table.schema.categorical[0].values).toHaveLength(1000)
    expect(codes).toBeInstanceOf(Uint32Array)
    expect(new Set(codes.subarray(0, 66_000)).size).toBe(66_000)
    expect([codes[66_000], codes[66_001]]).toEqual([codes[0], codes[65_999]])
    expect(notes.filter((note) => note.startsWith('kind'))).toEqual([])
  })

  test('counts what is no number as missing and says so, by column', async () => {
    const rows = [...lines(300, '#,0.5,%'), 'oops,1e999,1', ',NA,0', 'eek,?,1']
    const found = await imported(csvOf('x,y,label', ...rows))
    expect(valuesOf(found).x.slice(-3)).toEqual([null, null, null])
    expect(valuesOf(found).y.slice(-4)).toEqual([0.5, null, null, null])
    expect(found.notes.slice(0, 2)).toEqual([
      'x: 2 values are no number, as "oops"; taken as missing',
      'y: 1 value is no number, as "1e999"; taken as missing',
    ])
  })

  test('takes one of several values as positive', async () => {
    const file = csvOf('x,class', '1.5,low', '2.5,high', '3.5,mid', '4.5,high')
    const { plan } = await inspectFile(file)
    expect([...(await importFile(file, { ...plan, positive: 'high' })).draw.table.label]).toEqual([0, 1, 0, 1])
    expect([...(await importFile(file, { ...plan, positive: 'mid' })).draw.table.label]).toEqual([0, 0, 1, 0])
  })

  test('marks the amount, and reads decimal commas, booleans and days', async () => {
    const file = csvOf(
      'Amount;vip;birth_date;label',
      '1,5;yes;1990-01-02;0',
      '2,25;no;1990-01-01;1',
      ';YES;;0',
      '3;no;1991-01-01;0'
    )
    const { plan } = await inspectFile(file)
    expect(plan.dialect).toMatchObject({ delimiter: ';', decimal: ',' })
    const found = await importFile(file, plan)
    expect(found.draw.table.schema.amount).toBe('Amount')
    expect(valuesOf(found)).toMatchObject({
      Amount: [1.5, 2.25, null, 3],
      vip: [1, 0, 1, 0],
      birth_date: [1, 0, null, 365],
      label: [0, 1, 0, 0],
    })
  })

  test('leaves out a column without a value', async () => {
    const found = await imported(csvOf('x,empty,hollow,label', '1.5,,NA,0', '2.5,,,1'))
    expect(Object.keys(valuesOf(found))).toEqual(['label', 'time', 'x'])
    expect(found.notes).toContain('empty: every value is missing; left out')
  })

  test('reads the first rows alone where so many are wanted', async () => {
    const file = csvOf('x,label', ...lines(100, '#.5,%'))
    const { plan } = await inspectFile(file)
    const { draw } = await importFile(file, { ...plan, rows: 7 })
    expect([...draw.table.numeric[0]]).toEqual([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5])
  })

  test('fills shared memory where it is asked to', async () => {
    const file = csvOf('x,label', ...lines(10, '#.5,%'))
    const { plan } = await inspectFile(file)
    expect((await importFile(file, plan, { shared: true })).draw.table.label.buffer).toBeInstanceOf(SharedArrayBuffer)
  })

  test('never holds much more than a chunk beside the table', async () => {
    const file = fileOf('x,label\n', '1.25,0\n2.5,1\n'.repeat(700_000))
    let [largest, slices] = [0, 0]
    const watched: Blob = {
      size: file.size,
      slice(from: number, to: number) {
        largest = Math.max(largest, to - from)
        slices++
        return file.slice(from, to)
      },
    } as Blob
    const { plan } = await inspectFile(file)
    expect((await importFile(watched, plan)).draw.table.rows).toBe(1_400_000)
    expect(largest).toBeLessThanOrEqual(1 << 20)
    expect(slices).toBeGreaterThanOrEqual(9)
  })
})

describe('a reading', () => {
  const csvFile = fileOf('x,y,label\n', ...lines(5, '1.25,2.5,0\n3.5,4.25,1\n'.repeat(60_000)))
  const column = (name: string) => ({
    name,
    data: Float64Array.from({ length: 20_000 }, (_, i) => i % 7),
    type: 'DOUBLE' as const,
  })
  const columnData = [
    column('x'),
    column('y'),
    { ...column('label'), data: Float64Array.from({ length: 20_000 }, (_, i) => i % 2) },
  ]
  const parquetFile = fileOf(new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 5000 })))

  test.each([
    ['csv', csvFile],
    ['parquet', parquetFile],
  ])('of %s tells how far it is, never less than before, and ends at the end', async (_, file) => {
    for (const read of [
      (onProgress: (progress: Progress) => void) => inspectFile(file, {}, { onProgress }),
      async (onProgress: (progress: Progress) => void) =>
        importFile(file, (await inspectFile(file)).plan, { onProgress }),
    ]) {
      const told: Progress[] = []
      await read((progress) => told.push(progress))
      expect(told.length).toBeGreaterThan(2)
      for (let i = 1; i < told.length; i++) {
        expect(told[i].done).toBeGreaterThanOrEqual(told[i - 1].done)
        expect(told[i].rows).toBeGreaterThanOrEqual(told[i - 1].rows)
      }
      expect(told.at(-1)!.done).toBe(told.at(-1)!.of)
    }
  })

  test.each([
    ['csv', csvFile],
    ['parquet', parquetFile],
  ])('of %s ends soon after it is cancelled, with the reason', async (_, file) => {
    const { plan } = await inspectFile(file)
    const stopper = new AbortController()
    let after = 0
    const reading = {
      signal: stopper.signal,
      onProgress: () => void (stopper.signal.aborted ? after++ : stopper.abort(new Error('cancelled'))),
    }
    await expect(importFile(file, plan, reading)).rejects.toThrow(/^cancelled$/)
    await expect(inspectFile(file, {}, reading)).rejects.toThrow(/^cancelled$/)
    expect(after).toBe(0)
  })
})

test('a Parquet file gives the numbers of the same rows as CSV, whatever its types and row groups', async () => {
  const random = Random.of(5)
  const rows = 500
  const make = <T>(value: (row: number) => T): T[] => Array.from({ length: rows }, (_, row) => value(row))
  const start = Date.UTC(2020, 1, 1)
  const time = make((row) => new Date(start + 1000 * 60 * row))
  const whole = make(() => (random.below(9) === 0 ? null : BigInt(random.below(1e9)) * 1000n))
  const real = make(() => (random.below(9) === 0 ? null : random.normal()))
  const flag = make(() => random.below(2) === 1)
  const word = make(() => (random.below(9) === 0 ? null : ['a', 'b "c"', 'ü,ö'][random.below(3)]))
  const label = make(() => random.below(5) === 0)
  const columnData = [
    { name: 'when', data: time, type: 'TIMESTAMP' as const },
    { name: 'total', data: whole, type: 'INT64' as const, nullable: true },
    { name: 'real', data: real, type: 'DOUBLE' as const, nullable: true },
    { name: 'flag', data: flag, type: 'BOOLEAN' as const },
    { name: 'word', data: word, type: 'STRING' as const, nullable: true },
    { name: 'label', data: label, type: 'BOOLEAN' as const },
  ]
  const text = make((row) =>
    [
      time[row].toISOString(),
      whole[row],
      real[row],
      flag[row],
      word[row] && `"${word[row].replaceAll('"', '""')}"`,
      label[row],
    ].join()
  )
  const fromCsv = valuesOf(await imported(csvOf('when,total,real,flag,word,label', ...text)))
  for (const rowGroupSize of [64, 1000]) {
    const file = fileOf(new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize })))
    const { plan } = await inspectFile(file)
    expect(plan.columns.map(({ role, type }) => `${role} ${type}`)).toEqual([
      'time time',
      'feature numeric',
      'feature numeric',
      'feature boolean',
      'feature categorical',
      'label boolean',
    ])
    expect(valuesOf(await importFile(file, plan))).toEqual(fromCsv)
  }
})
