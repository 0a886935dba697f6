import { writeFileSync } from 'node:fs'
import type { Frame, TestInfo } from '@playwright/test'
import { parquetMetadata } from 'hyparquet'
import { ByteWriter, parquetWriteBuffer } from 'hyparquet-writer'
import { writeMetadata } from 'hyparquet-writer/src/metadata.js'
import { button } from './race.ts'

export interface TestFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

export function fileOf(name: string, content: string | Uint8Array): TestFile {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(content as string) }
}

/** Card payments, one in eight a fraud, by their time; the lines in `more` stand after the first. */
export function payments(rows: number, more: readonly string[] = []): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const fraud = (i * 7919) % 8 === 0
    const place = ['shop', 'fuel', '<img src=x onerror=window.owned=1>'][i % 3]
    const amount = ((i * 37) % 100) / 10 + (fraud ? 4 : 0)
    const hour = new Date(1.7e12 + i * 3_600_000).toISOString()
    return `${hour},c${i % 90},"${place}",${amount.toFixed(1)},${(i * 13) % 7},${i % 5},${fraud ? 'bad' : 'good'}`
  })
  return ['when,card_id,place,amount,__proto__,constructor,state', lines[0], ...more, ...lines.slice(1), ''].join('\n')
}

/** The shape of the public credit card set: seconds, 28 components, an amount and a class. Gives its path. */
export function wideFile(rows: number, info: TestInfo): string {
  const tails = Array.from({ length: 997 }, (_, i) => {
    const numbers = Array.from({ length: 28 }, (_, j) => (((i + 1) * (j + 3) * 2654435) % 2_000_003) / 1e6 - 1)
    return `${numbers.map((x) => x.toFixed(6)).join(',')},${(i % 200) + 0.5},${i % 83 === 0 ? 1 : 0}`
  })
  const header = ['Time', ...Array.from({ length: 28 }, (_, i) => `V${i + 1}`), 'Amount', 'Class'].join(',')
  const path = info.outputPath('creditcard.csv')
  writeFileSync(path, [header, ...Array.from({ length: rows }, (_, i) => `${i},${tails[i % 997]}`), ''].join('\n'))
  return path
}

/** A Parquet file of a few hundred bytes whose footer promises eight gigabytes. */
export function zipBomb(): TestFile {
  const data = Array.from({ length: 200 }, (_, i) => i % 2)
  const columnData = [
    { name: 'x', data, type: 'INT32' as const },
    { name: 'label', data, type: 'INT32' as const },
  ]
  const bytes = new Uint8Array(parquetWriteBuffer({ columnData, codec: 'UNCOMPRESSED' }))
  const metadata = parquetMetadata(bytes.buffer)
  for (const { meta_data: chunk } of metadata.row_groups[0].columns)
    if (chunk) chunk.total_uncompressed_size = 4_000_000_000n
  const footer = new ByteWriter()
  writeMetadata(footer, metadata)
  const pages = bytes.slice(0, bytes.length - 8 - metadata.metadata_length)
  const buffer = Buffer.concat([pages, new Uint8Array(footer.getBuffer()), Buffer.from('PAR1')])
  return { name: 'bomb.parquet', mimeType: '', buffer }
}

/** Has the file looked at. */
export async function choose(lab: Frame, file: TestFile | string): Promise<void> {
  await lab.getByLabel(/^Choose (a|another) file/).setInputFiles(file)
}

/** Has the file read as it was guessed. */
export async function use(lab: Frame, file: TestFile | string): Promise<void> {
  await choose(lab, file)
  await button(lab, 'Use these rows').click()
  await lab.getByLabel('Choose another file').waitFor({ state: 'attached' })
}

/** Drops a file anywhere on the page. */
export async function drop(lab: Frame, { name, buffer }: TestFile): Promise<void> {
  const dataTransfer = await lab.evaluateHandle(
    ({ name, content }) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([content], name))
      return transfer
    },
    { name, content: buffer.toString('utf8') }
  )
  await lab.dispatchEvent('main', 'drop', { dataTransfer })
}
