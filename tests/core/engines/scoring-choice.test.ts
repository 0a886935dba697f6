import { describe, expect, it } from 'vitest'
import { chooseScorer, type Turn } from '../../../src/core/engines/scoring-choice.ts'
import { Random } from '../../../src/core/kernel/random.ts'

const turns = (...times: number[]): Turn[] => times.map((ratio) => ({ processor: 1e6, gpu: ratio * 1e6 }))

describe('chooseScorer', () => {
  it('takes the GPU where each of three turns found it twice as fast, and says how fast', () => {
    expect(chooseScorer(turns(2, 3.19, 2.5))).toEqual({
      isGpu: true,
      why: 'it scored 2.0, 3.1, 2.5 times as many rows a second as the processor',
    })
  })

  it('stays on the processor where one turn did not, or one is missing', () => {
    expect(chooseScorer(turns(9, 9, 1.99))).toEqual({
      isGpu: false,
      why: 'the graphics card scored 9.0, 9.0, 1.9 times as many rows a second; it takes over where each of 3 readings is 2 or more',
    })
    expect(chooseScorer(turns(0.034, 0.5, 1)).why).toContain('scored 0.034, 0.50, 1.0 times')
    expect(chooseScorer(turns(9, 9)).isGpu).toBe(false)
    expect(chooseScorer(turns(9, 9, NaN)).isGpu).toBe(false)
  })

  it('is fooled less often than once in a hundred by readings off by half, of a GPU that is 1.2 times as fast', () => {
    const random = Random.of(3)
    let fooled = 0
    for (let i = 0; i < 10_000; i++)
      fooled += Number(chooseScorer(turns(...[0, 0, 0].map(() => 1.2 * Math.exp(0.5 * random.normal())))).isGpu)
    expect(fooled).toBeLessThan(100)
  })
})
