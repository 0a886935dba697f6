import { describe, expect, test } from 'vitest'
import { inspectFile } from '../../../datasets/imports/index.ts'
import { planOf } from '../../../datasets/imports/plan-of.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { customerFile, customers, type Customer } from './customers.ts'
import { csvOf } from './files.ts'

const people = customers(4000)

async function leaks(columns: Readonly<Record<string, (customer: Customer) => string | number>>, of = people) {
  const inspection = await inspectFile(customerFile(of, { ...columns, fraud: ({ bad }) => bad }))
  return { inspection, said: inspection.assumptions.filter(({ about }) => about === 'leak') }
}

describe('a column that alone nearly gives the label is named', () => {
  test.each<[string, (customer: Customer) => string | number]>([
    ['in two words', ({ bad, random }) => (random.uniform() < 0.005 === (bad === 1) ? 'shut' : 'open')],
    ['in yes and no', ({ bad, random }) => (random.uniform() < 0.005 === (bad === 1) ? 'no' : 'yes')],
    ['in True and False', ({ bad }) => (bad ? 'True' : 'False')],
    ['in rising numbers', ({ bad, random }) => (random.normal() + 5 * bad).toFixed(4)],
    ['in falling numbers', ({ bad, random }) => (random.normal() - 5 * bad).toFixed(4)],
    [
      'in numbers between the others',
      ({ bad, random }) =>
        (bad ? 5 + random.uniform() : random.uniform() < 0.5 ? 4 * random.uniform() : 7 + random.uniform()).toFixed(4),
    ],
    ['by whether it is filled', ({ bad, random }) => (bad || random.uniform() < 0.001 ? random.below(40) : '')],
    ['by a word that means missing', ({ bad }) => (bad ? `c${bad}` : 'NA')],
  ])('%s, and stays a feature', async (_, cell) => {
    const { inspection, said } = await leaks({ outcome_flag: cell })
    expect(inspection.plan.columns[0].role).toBe('feature')
    expect(said).toHaveLength(1)
    expect(said[0]).toMatchObject({ about: 'leak', column: 'outcome_flag', asks: false, flag: '--ignore outcome_flag' })
    expect(said[0].text).toMatch(
      /^outcome_flag alone nearly gives the label \(AUC (0\.9[89]\d|1\.000) on 4,000 rows\): is it known when the prediction is made\?$/
    )
    for (const role of ['feature', 'ignore'] as const) {
      const settled = planOf(inspection, { columns: [{ name: 'outcome_flag', role }] })
      expect(settled.assumptions.filter(({ about }) => about === 'leak')).toEqual([])
    }
  })

  test('with a label of two words and a positive value that was chosen', async () => {
    const file = customerFile(people, {
      kind: ({ bad }) => `k${bad}`,
      state: ({ bad, row }) => (bad ? 'bad' : row % 9 ? 'ok' : 'new'),
    })
    const found = await inspectFile(file, { columns: [{ name: 'state', role: 'label' }], positive: 'bad' })
    expect(found.assumptions.filter(({ about }) => about === 'leak')).toHaveLength(1)
    const other = planOf(found, { columns: [{ name: 'state', role: 'label' }], positive: 'new' })
    expect(other.assumptions.filter(({ about }) => about === 'leak')).toEqual([])
  })
})

describe('chance is no leak', () => {
  test.each([
    [60, 0.1],
    [200, 0.03],
    [200, 0.5],
    [1000, 0.01],
    [4000, 0.002],
  ])('in %i rows of which %d are positive: no column of noise, and no good feature', async (count, rate) => {
    for (let seed = 1; seed <= 10; seed++) {
      const random = Random.of(seed)
      const names = Array.from({ length: 80 }, (_, i) => (i < 40 ? `noise${'abcdefgh'[i % 8]}${i}` : `good${i}`))
      const rows = Array.from({ length: count }, (_, row) => {
        const bad = random.uniform() < rate || row < 2 ? 1 : 0
        // Two normals 1.8 apart: AUC 0.90.
        const cells = names.map((_, i) =>
          i < 20 ? `c${random.below(30)}` : (random.normal() + (i < 40 ? 0 : 1.8 * bad)).toFixed(3)
        )
        return [...cells, bad].join(',')
      })
      const { assumptions } = await inspectFile(csvOf([...names, 'fraud'].join(','), ...rows))
      expect(assumptions.filter(({ about }) => about === 'leak')).toEqual([])
    }
  })
})

describe('a name that goes on from the label’s', () => {
  test.each([
    ['left', 'left_reason', ({ bad }: Customer) => (bad ? 'pay' : '')],
    ['TX_FRAUD', 'TX_FRAUD_SCENARIO', ({ bad, row }: Customer) => (bad ? 1 + (row % 3) : 0)],
    ['isFraud', 'isFraudReportedOn', ({ bad, row }: Customer) => (bad && row % 3 ? `d${row % 40}` : '')],
  ])('leaves a column out where its values tell the label too: %s, %s', async (label, name, cell) => {
    for (const of of [people, people.slice(0, 60)]) {
      const file = customerFile(of, { [name]: cell, [label]: ({ bad }) => bad })
      const { plan, assumptions } = await inspectFile(file, { columns: [{ name: label, role: 'label' }] })
      expect(plan.columns[0].role).toBe('ignore')
      const [one, ...others] = assumptions.filter(({ about }) => about === 'leak')
      expect(others).toEqual([])
      expect(one.text).toMatch(
        new RegExp(`^ignored ${name}: its name goes on from the label ${label}, and its values give it \\(AUC `)
      )
      expect(one.flag).toBe(`--feature ${name}`)
      const choices = {
        columns: [
          { name, role: 'feature' },
          { name: label, role: 'label' },
        ],
      } as const
      expect(planOf(await inspectFile(file), choices).plan.columns[0].role).toBe('feature')
    }
  })

  test.each([
    ['class', 'class_of_worker', ({ segment }: Customer) => segment],
    ['default', 'default_history', ({ row }: Customer) => row % 3],
    ['click', 'click_rate_last_week', ({ bad, random }: Customer) => (random.normal() + bad).toFixed(3)],
  ])('is no reason by itself: %s, %s', async (label, name, cell) => {
    for (const of of [people, people.slice(0, 60)]) {
      const file = customerFile(of, { [name]: cell, [label]: ({ bad }) => bad })
      const { plan, assumptions } = await inspectFile(file, { columns: [{ name: label, role: 'label' }] })
      expect(plan.columns[0].role).toBe('feature')
      expect(assumptions.filter(({ about }) => about === 'leak')).toEqual([])
    }
  })
})
