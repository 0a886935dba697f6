import { expect, it } from 'vitest'
import {
  allowedBy,
  changedSettings,
  defaultsOf,
  parseSettings,
  readSetting,
  type Knobs,
} from '../../../src/core/kernel/knobs.ts'

const knobs = {
  rate: { type: 'number', label: 'Rate', help: 'r.', default: 0.5, min: 0, max: 1 },
  count: { type: 'number', label: 'Count', help: 'c.', default: 3, min: 1, max: 9, integer: true },
  mode: {
    type: 'choice',
    label: 'Mode',
    help: 'm.',
    default: 'a',
    options: [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ],
  },
  on: { type: 'switch', label: 'On', help: 'o.', default: false },
} as const satisfies Knobs

it('defaultsOf(knobs) is every default', () => {
  expect(defaultsOf(knobs)).toEqual({ rate: 0.5, count: 3, mode: 'a', on: false })
})

it('readSetting(…) reads text and refuses what is not allowed, in one line', () => {
  expect(readSetting(knobs, 'rate', '0.25')).toBe(0.25)
  expect(readSetting(knobs, 'on', 'true')).toBe(true)
  expect(() => readSetting(knobs, 'nope', 1)).toThrow('unknown setting: nope; expected one of rate, count, mode, on')
  expect(() => readSetting(knobs, 'toString', 1)).toThrow('unknown setting')
  expect(() => readSetting(knobs, 'rate', 2)).toThrow('invalid rate: 2; expected 0 to 1')
  expect(() => readSetting(knobs, 'count', '2.5')).toThrow('invalid count: 2.5; expected a whole number from 1 to 9')
  expect(() => readSetting(knobs, 'mode', 'c')).toThrow('invalid mode: c; expected one of a, b')
  for (const bad of ['', ' ', 'NaN', 'Infinity', null, {}])
    expect(() => readSetting(knobs, 'rate', bad)).toThrow('invalid')
})

it('parseSettings(…) clamps, falls back and notes each departure', () => {
  const { settings, notes } = parseSettings(knobs, { rate: 7, count: '4', mode: 'zzz', other: 1 })
  expect(settings).toEqual({ rate: 1, count: 4, mode: 'a', on: false })
  expect(notes).toEqual(['Rate: 7 is outside 0 to 1; using 1', 'Mode: zzz is not one of A, B; using A'])
  expect(parseSettings(knobs, {}).notes).toEqual([])
})

it('changedSettings(…) holds what differs from the defaults and has a knob', () => {
  expect(changedSettings(knobs, { ...defaultsOf(knobs), count: 5, stray: 1 })).toEqual({ count: 5 })
})

it('allowedBy(knob) says it in words', () => {
  expect(Object.values(knobs).map(allowedBy)).toEqual([
    '0 to 1',
    'a whole number from 1 to 9',
    'one of a, b',
    'true or false',
  ])
})
