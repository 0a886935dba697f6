import { expect, test } from 'vitest'
import { BadInput, checked, checkedCall } from '../../src/headless/bad-input.ts'

test('checked turns a plain error into one line of bad input', () => {
  const parse = () => {
    throw new Error('invalid k: 0\nat line 1')
  }
  expect(() => checked(parse)).toThrow(new BadInput('invalid k: 0'))
  expect(() => checked(parse, 'cannot read x')).toThrow(new BadInput('cannot read x: invalid k: 0'))
})

test.each([TypeError, RangeError, ReferenceError])(
  'checkedCall leaves a %o what it is: a fault of ours',
  async (Kind) => {
    await expect(checkedCall(() => Promise.reject(new Kind('x is undefined')))).rejects.toBeInstanceOf(Kind)
  }
)
