import { expect, test } from 'vitest'
import { nearest } from '../../src/headless/did-you-mean.ts'
import { cutList } from '../../src/headless/list-flag.ts'

test.each([
  ['lable', ['label', 'table_of_contents'], 'label'],
  ['baserate', ['rows', 'baseRate'], 'baseRate'],
  ['base_rate', ['rows', 'baseRate'], 'baseRate'],
  ['capacity', ['decision.review', 'decision.capacity'], 'decision.capacity'],
  ['card', ['when', 'card_id'], 'card_id'],
  ['nope', ['noise', 'rows'], null],
  ['x', ['y', 'z'], null],
  ['', ['y'], null],
])('nearest(%j, %j) is %j', (word, names, found) => {
  expect(nearest(word, names)).toBe(found)
})

test.each([
  ['a,b', ['a', 'b']],
  ['"a,b",c', ['a,b', 'c']],
  ['"say ""yes""",', ['say "yes"', '']],
  ['a"b', ['a"b']],
  ['', ['']],
])('cutList(%j) is %j', (text, cells) => {
  expect(cutList('--ignore', text)).toEqual(cells)
})

test.each([
  ['"a', /^invalid --ignore "a; expected a quote at its end$/],
  ['"a"b', /^invalid --ignore "a"b; expected a comma after a quoted name$/],
])('cutList(%j) throws', (text, line) => {
  expect(() => cutList('--ignore', text)).toThrow(line)
})
