import { describe, expect, it } from 'vitest'
import { withColumn } from '../../../datasets/imports/choices.ts'
import { inspectFile } from '../../../datasets/imports/index.ts'
import { assumptionsIn, choicesIn, planIn } from '../../../datasets/own-data/stored-plan.ts'

const blob = new Blob([
  'when;amount;user;fraud\n',
  ...Array.from({ length: 40 }, (_, i) => `${i};${i}.5;u${i % 7};${i % 5 ? 'no' : 'yes'}\n`),
])
const seen = await inspectFile(blob, withColumn({ positive: 'yes' }, 'user', { role: 'user' }))
const carried = { plan: seen.plan, choices: seen.choices, assumptions: seen.assumptions }

describe('planIn, choicesIn and assumptionsIn', () => {
  it('give what was inferred and said, also after a journey as text', () => {
    for (const reading of [carried, JSON.parse(JSON.stringify(carried)) as typeof carried]) {
      expect(planIn(reading)).toEqual(seen.plan)
      expect(choicesIn(reading)).toEqual(seen.choices)
      expect(assumptionsIn(reading)).toEqual(seen.assumptions)
    }
  })

  it('look at a plan once', () => {
    const file = { plan: { columns: [{ name: 'at', role: 'time' }] } }
    expect(planIn(file)).toBe(planIn(file))
    expect(planIn(file)).toEqual({
      columns: [{ name: 'at', role: 'time', type: 'categorical', missing: [] }],
      ...{ format: 'csv', dialect: null, positive: '', rows: null },
    })
  })

  it.each([[null], [{}], [{ columns: [{ name: 'x', role: 'king' }] }]])('refuse as a plan %j', (plan) => {
    expect(() => planIn({ plan })).toThrow('how this file is read cannot be understood: choose the file again')
  })

  it('know no choices and no assumptions where an earlier version kept none', () => {
    expect(choicesIn({})).toBeUndefined()
    expect(assumptionsIn({})).toEqual([])
  })
})
