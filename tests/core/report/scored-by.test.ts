import { expect, it } from 'vitest'
import { scoredByLine } from '../../../src/core/report/scored-by.ts'

it('scoredByLine says who scored test where a graphics card might have, and why', () => {
  const scoredBy = { engine: 'fused', why: 'no graphics card can score here' } as const
  expect(scoredByLine({ id: 'a' }, {})).toBe('')
  expect(scoredByLine({ id: 'a' }, { scoredBy })).toBe(
    'note: a: test was scored by Skewlab on the processor; no graphics card can score here\n'
  )
})
