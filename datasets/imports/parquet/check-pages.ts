import type { PageHeader } from 'hyparquet'
import { unpackerOf, type Codec } from './codecs.ts'
import { checkLevels, checkRuns, type PageLayout } from './check-runs.ts'
import { broken } from './open.ts'

/** Pages may unpack to so much more than their chunk says: some writers do not count exactly. */
const SLACK_BYTES = 64 << 20

/** What a column chunk promises, and how it is packed. */
export interface Promised extends PageLayout {
  readonly rows: number
  readonly bytes: number
  readonly codec: Codec
}

/** Unpacks a page into so many bytes. */
export type Unpack = (page: Uint8Array, bytes: number) => Uint8Array

/**
 * Walks the headers of a chunk's pages before anything is unpacked, and gives what unpacks them in turn, each checked before it is
 * written out.
 * @throws one line where they hold more than was promised, as a bomb does
 */
export async function checkPages(chunk: Uint8Array<ArrayBuffer>, promised: Promised): Promise<Unpack> {
  const { parquetHeader } = await import('hyparquet/src/column.js')
  const { name, codec } = promised
  const unpackInto = await unpackerOf(codec)
  const reader = { view: new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength), offset: 0 }
  const packed: PageHeader[] = []
  let [bytes, values] = [0, 0]
  // As the reader has it: a byte left over at the end is no page.
  while (values < promised.rows && reader.offset < chunk.length - 1) {
    let header: PageHeader
    try {
      header = parquetHeader(reader)
    } catch (cause) {
      throw broken(`column ${name} has a page that cannot be read`, cause)
    }
    const { uncompressed_page_size: size, compressed_page_size: length } = header
    const page = header.data_page_header ?? header.data_page_header_v2
    const held = page?.num_values ?? header.dictionary_page_header?.num_values ?? 0
    if (!(length >= 0 && size >= 0 && reader.offset + length <= chunk.length))
      throw broken(`column ${name} has a page that lies outside it`)
    bytes += size
    if (page) values += held
    if (bytes > promised.bytes + SLACK_BYTES) throw broken(`column ${name} unpacks to more than it promises`)
    if (!(held >= 0) || values > promised.rows || (!page && held > Math.max(1, size)))
      throw broken(`column ${name} holds more than ${promised.rows} values`)
    const plain = plainPart(chunk.subarray(reader.offset, reader.offset + length), header, promised)
    if (codec !== 'UNCOMPRESSED' && header.data_page_header_v2?.is_compressed !== false) packed.push(header)
    else checkRuns(plain, header, promised)
    reader.offset += length
  }
  return (page, size) => {
    const out = new Uint8Array(size)
    unpackInto(page, out)
    const header = packed.shift()
    if (header) checkRuns(out, header, promised)
    return out
  }
}

/** A page without the levels of the second version, which are never packed: they are checked here. */
function plainPart(page: Uint8Array, { data_page_header_v2: second }: PageHeader, promised: Promised): Uint8Array {
  if (!second) return page
  const levels = second.repetition_levels_byte_length + second.definition_levels_byte_length
  if (!(levels >= 0 && levels <= page.length)) throw broken(`column ${promised.name} has a page that lies outside it`)
  checkLevels(page.subarray(second.repetition_levels_byte_length, levels), second.num_values, promised)
  return page.subarray(levels)
}
