import { assumed } from '../assumed.ts'
import type { Dialect } from '../plan.ts'
import type { ReadOptions, Sample } from '../import.ts'
import { checkDialect } from '../check-plan.ts'
import { profileOf, type Profile } from '../profile.ts'
import { plainText } from '../cells/plain-text.ts'
import { keptRows } from '../kept-cells.ts'
import { MOST_COLUMNS, tooManyColumns } from '../limits.ts'
import { refuseBinary } from '../magic.ts'
import { malformedTally, type MalformedTally } from '../malformed.ts'
import { columnNames } from '../names.ts'
import { pause, readBytes } from '../read-bytes.ts'
import { SHOWN_ROWS } from '../shown.ts'
import { oneColumn } from './delimiter.ts'
import { encodingOf, utf8Decoder } from './encoding.ts'
import { findTop } from './find-top.ts'
import { headerOf } from './header.ts'
import type { LineRules } from './line-rules.ts'
import { raggedness } from './ragged.ts'
import { rowFeed } from './row-feed.ts'

const HEAD_BYTES = 2 << 20
const SLICES = 8
const SLICE_BYTES = 256 << 10
const LF = 10

/** Looks at the head of a text file and at slices spread over the rest. */
export async function sampleCsv(file: Blob, asked: Partial<Dialect>, options: ReadOptions): Promise<Sample> {
  const total = Math.min(file.size, HEAD_BYTES + SLICES * SLICE_BYTES)
  const raw = await readBytes(file, 0, HEAD_BYTES)
  const found = encodingOf(raw)
  const encoding = asked.encoding ?? found.encoding
  const isWhole = raw.length >= file.size
  const head = utf8Decoder(encoding)(raw, isWhole)
  refuseBinary(head)
  checkDialect(asked)
  const { delimiter, rules, rows: first, noted } = findTop(head, asked)
  const top = first.map(({ cells }) => cells)
  const header = headerOf(top, asked.hasHeader)
  const width = header.names.length
  if (width > MOST_COLUMNS) throw tooManyColumns(width)
  if (width < 2) throw oneColumn(`cut at ${JSON.stringify(delimiter)}`)
  const { names, warnings } = columnNames(header.names)
  const profiles = names.map((name, i) => profileOf(name, header.types && { type: header.types[i] }, keptRows(width)))
  const malformed = malformedTally()
  await pause(options, Math.min(raw.length, total), total, 0)

  const takes = { delimiter, profiles, malformed }
  let rows = profileText(head, { ...takes, rules, isWhole, toSkip: header.hasHeader ? 1 : 0 })
  let bytes = head.length
  let seenTo = raw.length
  for (let slice = 0; slice < SLICES && seenTo < file.size; slice++) {
    // A row that two slices show would look like one that comes twice.
    const from = Math.max(seenTo, sliceStart(slice, file.size))
    seenTo = from + SLICE_BYTES
    const text = utf8Decoder(encoding)(await readBytes(file, from, from + SLICE_BYTES), false)
    // It begins within a row, and may begin within a quote: what does not fit is no news of the file.
    const part = text.subarray(text.indexOf(LF) + 1)
    rows += profileText(part, { ...takes, rules: { ...rules, skip: 0 }, malformed: null, isWhole: false, toSkip: 0 })
    bytes += part.length
    const isLast = slice + 1 === SLICES || seenTo >= file.size
    await pause(options, isLast ? total : Math.min(total, HEAD_BYTES + (slice + 1) * SLICE_BYTES), total, rows)
  }
  const textBytes = file.size * (head.length / raw.length)
  const seen = profiles.map((profile) => profile.seen)
  const commas = seen.reduce((sum, one) => sum + one.commaNumbers - one.numbers + one.withPoint, 0)
  // A point that may group thousands is no evidence of a decimal sign.
  const points = seen.reduce((sum, one) => sum + one.withPoint - one.pointGrouped, 0)
  const decimal = asked.decimal ?? (delimiter !== ',' && commas > points ? ',' : '.')
  return {
    dialect: { delimiter, decimal, encoding, hasHeader: header.hasHeader, ...rules },
    profiles,
    rows: { count: isWhole || rows === 0 ? rows : Math.round((rows * textBytes) / bytes), exact: isWhole },
    sampled: rows,
    malformed,
    head: top
      .slice(header.hasHeader ? 1 : 0)
      .slice(0, SHOWN_ROWS)
      .map((row) => row.slice(0, width).map(plainText)),
    noted: [
      ...(found.warning && !asked.encoding ? [assumed('text', null, found.warning, '--encoding ENCODING')] : []),
      ...noted,
      ...header.notes.map(([text, flag]) => assumed('text', null, text, flag)),
      ...warnings.map((text) => assumed('text', null, text)),
    ],
  }
}

interface Takes {
  readonly delimiter: string
  readonly rules: LineRules
  readonly profiles: readonly Profile[]
  /** null where rows that do not fit are not counted. */
  readonly malformed: MalformedTally | null
  readonly isWhole: boolean
  readonly toSkip: number
}

/** Shows the profiles every row of a text; gives how many fitted. */
function profileText(text: Uint8Array, { delimiter, rules, profiles, malformed, isWhole, toSkip }: Takes): number {
  let skipped = 0
  let rows = 0
  const feed = rowFeed(
    delimiter,
    (bytes, cells, line) => {
      if (skipped++ < toSkip) return true
      const reason = raggedness(cells, profiles.length)
      if (reason) malformed?.add(line, reason)
      else {
        rows++
        for (let i = 0; i < profiles.length; i++) profiles[i].cell(bytes, cells.starts[i], cells.ends[i])
      }
      return true
    },
    (line, reason) => malformed?.add(line, reason),
    rules
  )
  feed.push(text)
  if (isWhole) feed.end()
  return rows
}

/** Even, so that no character of UTF-16 is cut. */
function sliceStart(slice: number, size: number): number {
  return 2 * Math.floor((HEAD_BYTES + ((slice + 1) / (SLICES + 1)) * (size - HEAD_BYTES)) / 2)
}
