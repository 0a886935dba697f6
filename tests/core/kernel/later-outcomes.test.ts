import { expect, test } from 'vitest'
import { allocateLater, BYTES_PER_RECORD, joinLater, laterOf } from '../../../src/core/kernel/later-outcomes.ts'

function laterAt(...rows: number[]) {
  const later = allocateLater(rows.length)
  later.row.set(rows)
  later.time.set(rows.map((row) => row + 0.5))
  later.value.set(rows.map((row) => 10 * row))
  return later
}

test('allocateLater(records, shared) takes 16 bytes a record, in one SharedArrayBuffer', () => {
  const { row, time, value } = allocateLater(5, true)
  expect([row.length, time.length, value.length]).toEqual([5, 5, 5])
  expect(time.buffer).toBeInstanceOf(SharedArrayBuffer)
  expect([row.buffer, value.buffer]).toEqual([time.buffer, time.buffer])
  expect(time.buffer.byteLength).toBe(5 * BYTES_PER_RECORD)
})

test('laterOf(later, rows) and joinLater(parts, firstRows) take a table’s records apart and join them again', () => {
  const whole = laterAt(1, 4, 4, 9)
  const parts = [laterOf(whole, { from: 0, to: 4 }), laterOf(whole, { from: 4, to: 10 })]
  expect(parts.map(({ row }) => [...row])).toEqual([[1], [0, 0, 5]])
  expect([...parts[1].value]).toEqual([40, 40, 90])
  expect(joinLater(parts, [0, 4])).toEqual(whole)
})
