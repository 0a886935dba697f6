import { parquetMetadata, type FileMetaData } from 'hyparquet'
import { ByteWriter, parquetWriteBuffer } from 'hyparquet-writer'
import { writeMetadata } from 'hyparquet-writer/src/metadata.js'
import { describe, expect, test } from 'vitest'
import type { Progress } from '../../../datasets/opened-file.ts'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import { readParquet } from '../../../datasets/imports/parquet/read.ts'
import { tableBuilder } from '../../../datasets/imports/table-builder.ts'
import { fileOf, imported, looked, valuesOf, withColumns } from './files.ts'

const ROWS = 3000
const make = <T>(value: (row: number) => T): T[] => Array.from({ length: ROWS }, (_, row) => value(row))
const columnData = [
  { name: 'x', data: make((row) => row / 2), type: 'DOUBLE' as const },
  { name: 'label', data: make((row) => row % 2), type: 'INT32' as const },
]
const bytes = new Uint8Array(parquetWriteBuffer({ columnData, codec: 'UNCOMPRESSED', rowGroupSize: ROWS }))

/** The same pages under another footer. */
function withFooter(change: (metadata: FileMetaData) => void, pages = bytes): Blob {
  const metadata = parquetMetadata(bytes)
  change(metadata)
  const writer = new ByteWriter()
  writeMetadata(writer, metadata)
  const footer = new Uint8Array(writer.getBuffer())
  return fileOf(pages.slice(0, pages.length - 8 - parquetMetadata(bytes).metadata_length), footer, 'PAR1')
}

describe('a Parquet file that promises or holds too much gives one line', () => {
  const chunkOf = ({ row_groups }: FileMetaData) => row_groups[0].columns[0].meta_data!

  test('whole under its own footer it is read', async () => {
    expect((await imported(withFooter(() => undefined))).draw.table.rows).toBe(ROWS)
  })

  test.each<[string, (metadata: FileMetaData) => void, RegExp]>([
    [
      'unpacking to 5 GB',
      (metadata) => (chunkOf(metadata).total_uncompressed_size = 5_000_000_000n),
      /^too large: unpacks to 5\.0 GB; expected at most 2 GB$/,
    ],
    [
      'a column beyond its end',
      (metadata) => (chunkOf(metadata).total_compressed_size = 10_000_000n),
      /^a broken Parquet file: column x lies outside the file$/,
    ],
    [
      'a column before its start',
      (metadata) => (chunkOf(metadata).data_page_offset = -5n),
      /^a broken Parquet file: column x lies outside the file$/,
    ],
    [
      'rows that do not add up',
      (metadata) => (metadata.num_rows = 7n),
      /^a broken Parquet file: its row groups do not add up$/,
    ],
    [
      'more rows than values',
      (metadata) => (metadata.num_rows = metadata.row_groups[0].num_rows = 4000n),
      /^a broken Parquet file: column x .*$/,
    ],
    [
      'more values than rows',
      (metadata) => (metadata.num_rows = metadata.row_groups[0].num_rows = 100n),
      /^a broken Parquet file: column x holds more than 100 values$/,
    ],
  ])('%s', async (_, change, line) => {
    await expect(inspectFile(withFooter(change))).rejects.toThrow(line)
  })

  test('3,000,000 rows of it', async () => {
    const file = withFooter((metadata) => {
      const [group] = metadata.row_groups
      metadata.row_groups = Array.from({ length: 1000 }, () => group)
      metadata.num_rows = 3_000_000n
    })
    const { plan, warnings } = await looked(file)
    expect(warnings).toEqual(['too many rows: 3,000,000; at most 2,000,000 can be read: choose the first 2,000,000'])
    await expect(importFile(file, plan)).rejects.toThrow(/^too many rows: more than 2,000,000; read the first/)
    expect((await importFile(file, { ...plan, rows: 5000 })).draw.table.rows).toBe(5000)
  })

  test('a page that says it unpacks to gigabytes', async () => {
    const packed = new Uint8Array(parquetWriteBuffer({ columnData }))
    const metadata = parquetMetadata(packed)
    const chunk = metadata.row_groups[0].columns[0].meta_data!
    const start = Number(chunk.dictionary_page_offset || chunk.data_page_offset)
    // A header of its own in front: a dictionary page (field 1 = 2) of 2^30 bytes (field 2), packed in none (field 3).
    const zigzag = [0x80, 0x80, 0x80, 0x80, 0x08]
    packed.set([0x15, 0x04, 0x15, ...zigzag, 0x15, 0x00, 0x00], start)
    await expect(inspectFile(fileOf(packed))).rejects.toThrow(
      /^a broken Parquet file: column x unpacks to more than it promises$/
    )
  })
})

test('names of 64 bits that doubles cannot tell apart stay apart', async () => {
  const ids = make((row) => 2n ** 60n + BigInt(row % 4))
  const columns = [{ name: 'customer_id', data: ids, type: 'INT64' as const }, ...columnData]
  const { draw } = await imported(fileOf(new Uint8Array(parquetWriteBuffer({ columnData: columns }))))
  expect([...draw.table.customer!].slice(0, 6)).toEqual([1, 2, 3, 4, 1, 2])
})

test('a few bytes that unpack to a large table are refused before the table is held', async () => {
  const constant = (name: string) => ({ name, data: new Float64Array(ROWS), type: 'DOUBLE' as const })
  const columns = [...columnData, ...Array.from({ length: 100 }, (_, i) => constant(`c${i}`))]
  const file = fileOf(new Uint8Array(parquetWriteBuffer({ columnData: columns, rowGroupSize: ROWS })))
  const { plan } = await inspectFile(file)
  const told: Progress[] = []
  const reading = { onProgress: (progress: Progress) => void told.push(progress) }
  await expect(readParquet(file, plan, tableBuilder(plan, 1e6), reading)).rejects.toThrow(
    /^too large: 101 columns take more than 0\.001 GB after 3,000 rows; ignore some columns or read fewer rows$/
  )
  expect(told).toHaveLength(1)
})

test('every type of number and time comes as the number that it means', async () => {
  const seconds = make((row) => 1_577_836_800 + 60 * row)
  const leaf = { repetition_type: 'REQUIRED' as const }
  const stamp = (unit: 'MILLIS' | 'MICROS' | 'NANOS') => ({ type: 'TIMESTAMP' as const, isAdjustedToUTC: true, unit })
  const columns = [
    {
      name: 'micros',
      data: seconds.map((s) => BigInt(s) * 1_000_000n),
      element: { type: 'INT64' as const, logical_type: stamp('MICROS') },
    },
    {
      name: 'nanos',
      data: seconds.map((s) => BigInt(s) * 1_000_000_000n),
      element: { type: 'INT64' as const, logical_type: stamp('NANOS') },
    },
    {
      name: 'day',
      data: make((row) => 18_262 + row),
      element: { type: 'INT32' as const, converted_type: 'DATE' as const },
    },
    {
      name: 'price',
      data: make((row) => row / 100),
      element: { type: 'INT64' as const, converted_type: 'DECIMAL' as const, scale: 2, precision: 12 },
    },
    {
      name: 'far',
      data: make((row) => 2n ** 63n + BigInt(row)),
      element: { type: 'INT64' as const, converted_type: 'UINT_64' as const },
    },
    { name: 'single', data: make((row) => Math.fround(row / 3)), element: { type: 'FLOAT' as const } },
    { name: 'label', data: make((row) => row % 2 === 1), element: { type: 'BOOLEAN' as const } },
  ]
  const schema = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, element }) => ({ name, ...leaf, ...element })),
  ]
  const file = fileOf(
    new Uint8Array(parquetWriteBuffer({ columnData: columns.map(({ name, data }) => ({ name, data })), schema }))
  )
  const { plan } = await inspectFile(file)
  expect(plan.columns.map(({ type }) => type)).toEqual([
    'time',
    'time',
    'time',
    'numeric',
    'numeric',
    'numeric',
    'boolean',
  ])
  const features = {
    micros: { role: 'time' },
    nanos: { role: 'feature' },
    day: { role: 'feature' },
    far: { role: 'feature' },
  } as const
  const values = valuesOf(await importFile(file, withColumns(plan, features)))
  expect(values.time).toEqual(seconds.map((s) => s - seconds[0]))
  expect(values.nanos).toEqual(seconds.map((s) => Math.fround((s - seconds[0]) / 86_400)))
  expect(values.day).toEqual(make((row) => row))
  expect(values.price).toEqual(make((row) => Math.fround(row / 100)))
  expect(values.far).toEqual(make((row) => Math.fround(2 ** 63 + row)))
  expect(values.single).toEqual(make((row) => Math.fround(row / 3)))
})
