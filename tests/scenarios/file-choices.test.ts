import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { inspectFile } from '../../datasets/imports/index.ts'
import type { Choices } from '../../datasets/imports/choices.ts'
import { parseFileChoices } from '../../src/scenarios/file-choices.ts'

const choices: Choices = {
  dialect: { delimiter: ';', decimal: ',', encoding: 'windows-1252', hasHeader: false, skip: 3, comment: '#' },
  columns: [
    { name: 'a', role: 'label', missing: [] },
    { name: 'b', type: 'time', timeUnit: 'day/month/year' },
    { name: 'c, d', type: 'numeric', numbers: '1.234,56', missing: ['-', 'n. v.'] },
  ],
  positive: 'yes',
}

function parsed(raw: unknown) {
  const notes: string[] = []
  return { file: parseFileChoices(raw, notes), notes }
}

test('parseFileChoices(JSON of choices) is these choices', () => {
  const file = { name: 'rows.csv', fingerprint: '12 34', choices }
  expect(parsed(JSON.parse(JSON.stringify(file)))).toEqual({ file, notes: [] })
})

test('parseFileChoices(all that a plan says) is all of it', async () => {
  const lines = Array.from(
    { length: 60 },
    (_, i) => `"a; ""b""";${16_777_216 + i};${i % 3},5;2020013${i % 2};${i % 4 ? '' : 'x'}`
  )
  const { plan } = await inspectFile(new Blob([['text;big;share;date;y', ...lines, ''].join('\n')]))
  const { dialect, columns, positive } = plan
  const all = { name: 'rows.csv', fingerprint: '12 34', choices: { dialect, columns, positive } }
  expect(parsed(JSON.parse(JSON.stringify(all)))).toEqual({ file: JSON.parse(JSON.stringify(all)), notes: [] })
})

test('parseFileChoices(nothing) is null without a note', () => {
  expect(parsed(undefined)).toEqual({ file: null, notes: [] })
  expect(parsed(null)).toEqual({ file: null, notes: [] })
})

test.each([
  ['text', 'How the file of this lab is read cannot be understood; it is left out.'],
  [{ choices: { dialect: { delimiter: '"' } } }, /is cut cannot be understood/],
  [{ choices: { dialect: { skip: -1 } } }, /is cut cannot be understood/],
  [{ choices: { columns: {} } }, /are no list of at most 1000/],
  [{ choices: { columns: Array(1001).fill({ name: 'a' }) } }, /are no list of at most 1000/],
  [{ choices: { columns: [{ name: 'a', timeUnit: 'aeons' }] } }, /says of the column a cannot be understood/],
  [{ choices: { columns: [{ name: 'a' }, { name: 'a' }] } }, /names the column a twice; the first is used/],
  [{ choices: { positive: 1 } }, /positive value .* is no text/],
])('parseFileChoices(%j) leaves it out and says so', (raw, note) => {
  const { notes } = parsed(raw)
  expect(notes).toEqual([expect.stringMatching(note)])
})

test('parseFileChoices(anything) never throws, and knows no key but its own', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (dialect, columns) => {
      const { file } = parsed({ name: 'x', choices: { dialect, columns, more: 1 }, blob: 'x' })
      expect(Object.keys(file ?? {}).sort()).toEqual(['choices', 'fingerprint', 'name'])
      const known = ['dialect', 'columns', 'positive']
      expect(Object.keys(file?.choices ?? {}).filter((key) => !known.includes(key))).toEqual([])
    }),
    { seed: 1 }
  )
})
