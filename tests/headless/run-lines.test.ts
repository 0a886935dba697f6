import { expect, it } from 'vitest'
import type { RunReport } from '../../src/core/training/run.ts'
import { runLines } from '../../src/headless/run-lines.ts'

it('runLines says who scored test where a GPU might have, and why', () => {
  const lane = { id: 'dcn-v2', model: 'dcn-v2', settings: {} }
  const ending = { reason: 'early stop', text: '' } as const
  const scoredBy = { engine: 'fused', why: 'no graphics card can score here' } as const
  expect(runLines(lane, { ending } as unknown as RunReport)).toEqual([])
  expect(runLines(lane, { ending, scoredBy } as unknown as RunReport)).toEqual([
    'note: dcn-v2: test was scored by Skewlab on the processor; no graphics card can score here',
  ])
})
