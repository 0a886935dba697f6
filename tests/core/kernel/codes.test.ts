import { expect, test } from 'vitest'
import { codeCount, codesFor, emptyLike, gatherCodes, MOST_CODE } from '../../../src/core/kernel/codes.ts'

test('codesFor(column) takes 16 bits, or 32 where a column says so, and refuses what they do not tell apart', () => {
  expect(codesFor({ id: 'a', cardinality: 65_535 })).toBe(Uint16Array)
  expect(codesFor({ id: 'a', cardinality: 65_536, isWide: true })).toBe(Uint32Array)
  expect(() => codesFor({ id: 'a', cardinality: 65_536 })).toThrow(
    'invalid cardinality of a: 65536; expected at most 65535, or wide codes'
  )
  expect(() => codesFor({ id: 'a', cardinality: MOST_CODE + 1, isWide: true })).toThrow('expected at most 16777215')
})

test.each([Uint16Array, Uint32Array])('gatherCodes(codes, rows) keeps the bits of %o', (make) => {
  const codes = make.from([5, 6, 7])
  expect(gatherCodes(codes, Uint32Array.of(2, 0, 2))).toEqual(make.from([7, 5, 7]))
  expect(emptyLike(codes, 2)).toEqual(new make(2))
})

test('codeCount(codes) has a place for every code of 16 bits, and up to the largest of 32', () => {
  expect(codeCount(Uint16Array.of(3))).toBe(65_536)
  expect(codeCount(Uint32Array.of(3, 100_000, 7))).toBe(100_001)
  expect(codeCount(new Uint32Array(0))).toBe(1)
})
