import { plainText } from '../cells/plain-text.ts'
import { counted } from '../limits.ts'
import { Blocks } from './blocks.ts'
import type { ColumnBuilder, RowOrder } from './column-builder.ts'
import { Dictionary, seed } from './dictionary.ts'

/** Reads the number that a cell spells, NaN where it spells none. */
export type ReadCell = (bytes: Uint8Array, start: number, end: number) => number

export interface NumericBuilder extends ColumnBuilder {
  copy(order: RowOrder, out: Float32Array | Float64Array): void
  /** One line where cells spelled no such value; null where all did. */
  note(name: string, what: string): string | null
}

/** Settings: `precise` keeps doubles, `required` refuses rows without a value. */
export interface NumericSettings {
  readonly read: ReadCell
  readonly missing: readonly string[]
  readonly scale?: number
  readonly precise?: boolean
  readonly required?: boolean
}

/** Numbers as float32, or as doubles; what is missing, or spells none, is NaN. */
export function numericColumn({ read, missing, scale = 1, precise, required }: NumericSettings): NumericBuilder {
  const blocks = precise ? new Blocks(Float64Array) : new Blocks(Float32Array)
  const tokens = new Dictionary(missing.length)
  const known = seed(tokens, missing)
  const most = precise ? Number.MAX_VALUE : 3.4028235e38
  // Texts such as -1 or 999 that stand for missing would else be taken as numbers.
  const missingNumbers = missing.filter((text) => text.trim() !== '' && Number.isFinite(Number(text))).map(Number)
  let strange = 0
  let example = ''

  return {
    get bytes() {
      return blocks.bytes
    },
    cell(bytes, start, end, row) {
      let value = start === end ? NaN : read(bytes, start, end)
      if (value !== value) {
        if (start !== end && !isMissing(bytes, start, end)) mark(bytes, start, end)
      } else if (value > most || value < -most) {
        mark(bytes, start, end)
        value = NaN
      } else if (missingNumbers.length > 0 && missingNumbers.includes(value) && isMissing(bytes, start, end))
        value = NaN
      blocks.set(row, value)
      return value === value || !required
    },
    number(value, row) {
      const scaled = value * scale
      const taken = scaled > most || scaled < -most ? NaN : scaled
      blocks.set(row, taken)
      return taken === taken || !required
    },
    copy: (order, out) => blocks.copy(order, out),
    note(name, what) {
      if (strange === 0) return null
      return `${name}: ${counted(strange, 'value is', 'values are')} no ${what}, as "${example}"; taken as missing`
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
