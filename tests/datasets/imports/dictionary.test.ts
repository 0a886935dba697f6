import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Dictionary } from '../../../datasets/imports/columns/dictionary.ts'

const encoder = new TextEncoder()

function code(dictionary: Dictionary, text: string): number {
  const bytes = encoder.encode(`x${text}x`)
  return dictionary.codeOf(bytes, 1, bytes.length - 1)
}

test('codeOf gives what a Map of strings gives, however many there are', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 4 }), { maxLength: 400 }), (texts) => {
      const dictionary = new Dictionary(1000)
      const codes = new Map<string, number>()
      for (const text of texts) {
        // Blanks are bytes up to 32, as in the dictionary.
        const trimmed = text.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '')
        if (trimmed !== '' && !codes.has(trimmed)) codes.set(trimmed, codes.size + 1)
        expect(code(dictionary, text)).toBe(codes.get(trimmed) ?? 0)
      }
      expect(dictionary.size).toBe(codes.size)
    }),
    { seed: 1, numRuns: 200 }
  )
})

test('codeOf finds a hundred thousand texts again, and names them', () => {
  const dictionary = new Dictionary(200_000)
  for (let i = 1; i <= 100_000; i++) code(dictionary, `value ${i}`)
  const wrong = Array.from({ length: 100_000 }, (_, i) => i + 1).filter((i) => code(dictionary, `value ${i}`) !== i)
  expect(wrong).toEqual([])
  expect(dictionary.size).toBe(100_000)
  expect(dictionary.textOf(77_777)).toBe('value 77777')
})

test('codeOf gives one more than it may hold to every further text', () => {
  const dictionary = new Dictionary(2)
  expect(['a', 'b', 'c', 'a', 'd'].map((text) => code(dictionary, text))).toEqual([1, 2, 3, 1, 3])
})

test('codeOf takes texts that agree in 240 bytes for one', () => {
  const dictionary = new Dictionary(10)
  const long = 'x'.repeat(240)
  expect([`${long}a`, `${long}b`, long.slice(1)].map((text) => code(dictionary, text))).toEqual([1, 1, 2])
})
