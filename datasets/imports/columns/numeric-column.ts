import { plainText } from '../cells/plain-text.ts'
import { readText, type ReadCell } from '../cells/read-text.ts'
import { counted } from '../../../src/core/kernel/words.ts'
import { Blocks } from './blocks.ts'
import type { ColumnBuilder, RowOrder } from './column-builder.ts'
import { Dictionary, seed } from './dictionary.ts'

export interface NumericBuilder extends ColumnBuilder {
  copy(order: RowOrder, out: Float32Array | Float64Array): void
  /** One line where cells spelled no such value; null where all did. */
  note(name: string, what: string): string | null
}

/** Settings: `ofNumber` is what a value means that is a number already, `precise` keeps doubles, `required` refuses rows without a value. */
export interface NumericSettings {
  readonly read: ReadCell
  readonly missing: readonly string[]
  readonly ofNumber?: (value: number) => number
  readonly precise?: boolean
  readonly required?: boolean
}

/** Numbers as float32, or as doubles; what is missing, or spells none, is NaN. */
export function numericColumn({ read, missing, ofNumber, precise, required }: NumericSettings): NumericBuilder {
  const blocks = precise ? new Blocks(Float64Array) : new Blocks(Float32Array)
  const tokens = new Dictionary(missing.length)
  const known = seed(tokens, missing)
  const most = precise ? Number.MAX_VALUE : 3.4028235e38
  // Texts such as -1, 999 or 1900-01-01 that stand for missing would else be taken as values.
  const missingNumbers = missing.filter((text) => text.trim() !== '' && Number.isFinite(Number(text))).map(Number)
  const missingValues = missing.map((text) => readText(read, text)).filter((value) => value === value)
  let strange = 0
  let example = ''

  return {
    get bytes() {
      return blocks.bytes
    },
    bytesPerRow: precise ? 8 : 4,
    cell(bytes, start, end, row) {
      let value = start === end ? NaN : read(bytes, start, end)
      if (value !== value) {
        if (start !== end && !isMissing(bytes, start, end)) mark(bytes, start, end)
      } else if (value > most || value < -most) {
        mark(bytes, start, end)
        value = NaN
      } else if (missingValues.length > 0 && missingValues.includes(value) && isMissing(bytes, start, end)) value = NaN
      blocks.set(row, value)
      return value === value || !required
    },
    number(value, row) {
      const isNone = missingNumbers.length > 0 && missingNumbers.includes(value)
      const meant = isNone ? NaN : ofNumber ? ofNumber(value) : value
      const taken = meant > most || meant < -most ? NaN : meant
      blocks.set(row, taken)
      return taken === taken || !required
    },
    copy: (order, out) => blocks.copy(order, out),
    note(name, what) {
      if (strange === 0) return null
      return `${name}: ${counted(strange, 'value is', 'values are')} no ${what}, as "${example}"; ${required ? 'those rows are left out' : 'taken as missing'}`
    },
  }

  function isMissing(bytes: Uint8Array, start: number, end: number): boolean {
    const code = tokens.codeOf(bytes, start, end)
    return code <= known
  }

  function mark(bytes: Uint8Array, start: number, end: number): void {
    if (strange++ === 0) example = plainText(new TextDecoder().decode(bytes.slice(start, Math.min(end, start + 240))))
  }
}
