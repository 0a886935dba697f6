import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import { fileOf, looked, readsOrRefuses, withColumns } from './files.ts'

describe('a Parquet file', () => {
  const columnData = [
    { name: 'x', data: Array.from({ length: 3000 }, (_, i) => i / 2), type: 'DOUBLE' as const },
    { name: 'label', data: Array.from({ length: 3000 }, (_, i) => i % 2), type: 'INT32' as const },
  ]
  const bytes = new Uint8Array(parquetWriteBuffer({ columnData }))

  /** The footer rewritten: a number of it, told by its zigzag varint, becomes another as long. */
  function edited(change: (copy: Uint8Array<ArrayBuffer>) => void): Blob {
    const copy = bytes.slice()
    change(copy)
    return fileOf(copy)
  }

  test.each([
    ['cut off', fileOf(bytes.subarray(0, 2000)), /^a broken Parquet file: it does not end in PAR1; was it cut off\?$/],
    [
      'of twelve bytes',
      fileOf('PAR1', 'abcd', 'PAR1'),
      /^a broken Parquet file: its footer of \d+ bytes does not fit in 12$/,
    ],
    ['too short', fileOf('PAR1'), /^a broken Parquet file: it does not end in PAR1/],
    [
      'with a footer of noise',
      edited((copy) => copy.fill(0x77, copy.length - 200, copy.length - 8)),
      /^a broken Parquet file: its footer cannot be read$/,
    ],
  ])('%s gives one line', async (_, file, line) => {
    await expect(inspectFile(file)).rejects.toThrow(line)
  })

  test('with pages of noise gives one line', async () => {
    await expect(inspectFile(edited((copy) => copy.fill(0xff, 4, 400)))).rejects.toThrow(
      /^a broken Parquet file: column x /
    )
  })

  test('is read or refused in one line of ours, whichever of its bytes is changed', async () => {
    for (let at = 0; at < bytes.length; at += at < bytes.length - 700 ? 997 : 3)
      for (const flip of [0x01, 0x55, 0x80]) await readsOrRefuses(edited((copy) => (copy[at] ^= flip)))
  })

  test('compressed as no reader here can gives the codec’s name', async () => {
    const compressors = { BROTLI: (input: Uint8Array) => input }
    const file = fileOf(new Uint8Array(parquetWriteBuffer({ columnData, codec: 'BROTLI', compressors })))
    await expect(inspectFile(file)).rejects.toThrow(
      /^compressed with BROTLI; expected Parquet that is uncompressed or compressed with snappy, gzip or zstd$/
    )
  })

  test('of 1,001 columns gives one line', async () => {
    const many = Array.from({ length: 1001 }, (_, i) => ({ name: `c${i}`, data: [1, 2], type: 'INT32' as const }))
    await expect(inspectFile(fileOf(new Uint8Array(parquetWriteBuffer({ columnData: many }))))).rejects.toThrow(
      /^too many columns: 1,001; expected at most 1,000$/
    )
  })

  test('with a nested column leaves it out, and refuses to read it', async () => {
    const schema = [
      { name: 'root', num_children: 3 },
      { name: 'tags', num_children: 1, repetition_type: 'OPTIONAL' as const, converted_type: 'LIST' as const },
      { name: 'list', num_children: 1, repetition_type: 'REPEATED' as const },
      { name: 'element', type: 'DOUBLE' as const, repetition_type: 'OPTIONAL' as const },
      { name: 'x', type: 'DOUBLE' as const, repetition_type: 'REQUIRED' as const },
      { name: 'label', type: 'INT32' as const, repetition_type: 'REQUIRED' as const },
    ]
    const tags = { name: 'tags', data: columnData[0].data.map((value) => [value, 1]) }
    const columns = [tags, ...columnData.map(({ name, data }) => ({ name, data }))]
    const file = fileOf(new Uint8Array(parquetWriteBuffer({ columnData: columns, schema })))
    const { plan, warnings } = await looked(file)
    expect(warnings).toContain('ignored tags: nested columns cannot be read')
    expect((await importFile(file, plan)).draw.table.rows).toBe(3000)
    await expect(importFile(file, withColumns(plan, { tags: { role: 'feature' } }))).rejects.toThrow(
      /^nested column: tags; expected plain columns: ignore it$/
    )
  })
})
