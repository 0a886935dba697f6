import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { inspectFile } from '../../../datasets/imports/index.ts'
import { fileOf, imported, readsOrRefuses, valuesOf } from './files.ts'

const ROWS = 3000
const make = <T>(value: (row: number) => T): T[] => Array.from({ length: ROWS }, (_, row) => value(row))
const columnData = [
  { name: 'x', data: make((row) => (row % 71) / 2), type: 'DOUBLE' as const },
  { name: 'kind', data: make((row) => ['a', 'b', null][row % 3]), type: 'STRING' as const, nullable: true },
  { name: 'label', data: make((row) => row % 2), type: 'INT32' as const },
]

type Codec = 'GZIP' | 'ZSTD'
type Pack = (page: Uint8Array) => Uint8Array

/** A frame of Zstandard: a single segment of one block, plain, or of one byte that repeats (RFC 8878, 3.1.1). */
function zstdFrame(page: Uint8Array): Uint8Array {
  const isSame = page.every((byte) => byte === page[0])
  const size = new Uint8Array(Uint32Array.of(page.length).buffer)
  const header = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0xa0, ...size)
  const block = (page.length << 3) | (isSame ? 0b011 : 0b001)
  return Uint8Array.of(
    ...header,
    block & 255,
    (block >> 8) & 255,
    block >> 16,
    ...(isSame ? page.subarray(0, 1) : page)
  )
}

const packs: Record<Codec, Pack> = { GZIP: (page) => new Uint8Array(gzipSync(page)), ZSTD: zstdFrame }

function packed(codec: Codec, pack: Pack = packs[codec]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(parquetWriteBuffer({ columnData, codec, compressors: { [codec]: pack }, rowGroupSize: 1000 }))
}

describe.each(['GZIP', 'ZSTD'] as const)('a Parquet file packed by %s', (codec) => {
  test('gives the table of the same file as it is', async () => {
    const plain = fileOf(new Uint8Array(parquetWriteBuffer({ columnData, codec: 'UNCOMPRESSED' })))
    expect(valuesOf(await imported(fileOf(packed(codec))))).toEqual(valuesOf(await imported(plain)))
  })

  test('is read or refused in one line of ours, whichever of its bytes is changed', async () => {
    const bytes = packed(codec)
    for (let at = 4; at < bytes.length; at += 311) {
      const copy = bytes.slice()
      copy[at] ^= 0x55
      await readsOrRefuses(fileOf(copy))
    }
  })

  test.each<[string, Pack]>([
    ['more than it promises', (page) => packs[codec](Uint8Array.of(...page, ...new Uint8Array(1000).fill(1)))],
    ['noise', (page) => page.map((byte, i) => byte ^ (i * 37))],
    ['nothing', () => new Uint8Array(0)],
  ])('that unpacks to %s gives one line', async (_, pack) => {
    await expect(inspectFile(fileOf(packed(codec, pack)))).rejects.toThrow(/^a broken Parquet file: /)
  })
})
