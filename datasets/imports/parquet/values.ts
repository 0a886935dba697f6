import { DAY } from '../../../src/core/kernel/time.ts'
import type { ParquetParsers } from 'hyparquet'

/** Times come as seconds since 1970, JSON and UUIDs as text. */
export const parsers: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (millis) => (millis == null ? null : Number(millis) / 1e3),
  timestampFromMicroseconds: (micros) => (micros == null ? null : Number(micros) / 1e6),
  timestampFromNanoseconds: (nanos) => (nanos == null ? null : Number(nanos) / 1e9),
  dateFromDays: (days) => (days == null ? null : days * DAY),
  jsonFromBytes: (bytes) => (bytes ? new TextDecoder().decode(bytes) : null),
}

export type CellValue = number | string | boolean | null

/** What the reader gives, as a number, text or truth value; null is missing. */
export function cellValue(value: unknown): CellValue {
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') {
    const number = Number(value)
    // Beyond 2^53 names that differ would become one number.
    return Number.isSafeInteger(number) ? number : String(value)
  }
  if (value === null || value === undefined) return null
  return value instanceof Uint8Array ? hex(value) : String(value)
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 32), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
