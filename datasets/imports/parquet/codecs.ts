/** How the pages of a Parquet file may be packed. */
export const codecs = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD'] as const
export type Codec = (typeof codecs)[number]

/** Unpacks a page into the bytes that it promises to fill; writes nowhere else. */
export type UnpackInto = (page: Uint8Array, out: Uint8Array) => void

export async function unpackerOf(codec: Codec): Promise<UnpackInto> {
  switch (codec) {
    case 'UNCOMPRESSED':
      return (page, out) => out.set(page)
    case 'SNAPPY': {
      const { snappyUncompress } = await import('hyparquet')
      return (page, out) => void snappyUncompress(page, out)
    }
    case 'GZIP': {
      const { gunzip } = await import('hyparquet-compressors')
      return (page, out) => {
        const size =
          page.length < 4 ? 0 : new DataView(page.buffer, page.byteOffset + page.length - 4).getUint32(0, true)
        // The reader fills what is missing with zeros.
        if (size !== out.length) throw new Error(`a page unpacks to ${size} bytes, not ${out.length}`)
        gunzip(page, out)
      }
    }
    case 'ZSTD': {
      const { decompressZstd } = await import('hyparquet-compressors')
      return (page, out) => void decompressZstd(page, out)
    }
  }
}

export function isCodec(name: string): name is Codec {
  return codecs.some((codec) => codec === name)
}
