import { describe, expect, test } from 'vitest'
import { inspectFile } from '../../../datasets/imports/index.ts'
import { planOf } from '../../../datasets/imports/plan-of.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { customerFile, customers, type Customer } from './customers.ts'
import { csvOf, fileOf } from './files.ts'

const people = customers(4000)
const random = Random.of(11)
const shuffled = people.map(({ row }) => row)
for (let i = shuffled.length - 1; i > 0; i--) {
  const j = random.below(i + 1)
  ;[shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]]
}
const place = ({ row }: Customer) => shuffled[row]

async function look(name: string, cell: (customer: Customer) => string | number, of = people) {
  const file = customerFile(of, { [name]: cell, fraud: ({ bad }) => bad })
  const inspection = await inspectFile(file)
  const { role } = inspection.plan.columns[0]
  const { name: column } = inspection.plan.columns[0]
  return { inspection, role, said: inspection.assumptions.filter((one) => one.column === column) }
}

describe('an identifier is no feature', () => {
  test.each<[string, string, (customer: Customer) => string | number, string?]>([
    ['a shuffled index without a name', '', place],
    ['a shuffled index with any name', 'v', place],
    ['row numbers', 'v', ({ row }) => row],
    ['row numbers as decimals', 'v', (one) => `${place(one)}.0`],
    ['negative numbers', 'v', (one) => -1 - place(one)],
    ['numbers with gaps', 'v', (one) => 100_000 + 7 * place(one) + (place(one) > 2000 ? 1e6 : 0)],
    ['blocks of numbers', 'v', (one) => (place(one) < 2000 ? 3 * place(one) : 5e8 + 2 * place(one))],
    ['steps of ten', 'v', (one) => 10 * place(one)],
    ['numbers of nine digits', 'v', () => 1e8 + random.below(9e8)],
    ['long numbers', 'v', ({ row }) => `16${1e8 + 977 * row}${1e5 + random.below(9e5)}`],
    ['a customer number', 'customer_no', (one) => 100_000 + 7 * place(one)],
    ['a phone number', 'phone', () => `49${1e9 + random.below(9e9)}`],
    ['hashes', 'v', () => random.below(2 ** 31).toString(16) + random.below(2 ** 31).toString(16)],
    ['e-mail addresses', 'contact', (one) => `p${place(one)}@example.org`],
    ['names', 'nameOrig', (one) => `C${1e9 + 31 * place(one)}`],
    ['numbers of which few repeat', 'v', (one) => (place(one) % 50 ? place(one) : 500), 'nearly '],
    ['names of which few repeat', 'v', (one) => `n${place(one) % 50 ? place(one) : 500}`, 'nearly '],
  ])('%s', async (_, name, cell, nearly = '') => {
    const { inspection, role, said } = await look(name, cell)
    const column = name || 'column_1'
    expect(role).toBe('ignore')
    expect(said).toHaveLength(1)
    expect(said[0]).toMatchObject({ about: 'role', asks: false, flag: `--feature ${column}` })
    expect(said[0].text).toMatch(new RegExp(`^ignored ${column}: a value of its own in ${nearly}every row`))
    const back = planOf(inspection, { columns: [{ name: column, role: 'feature' }] })
    expect(back.plan.columns[0].role).toBe('feature')
    expect(back.assumptions.filter((one) => one.column === column && one.about === 'role')).toEqual([])
  })

  test.each<[string, string, (customer: Customer) => string | number]>([
    ['incomes', 'income', ({ random: own }) => Math.round(50_000 * 2 ** own.normal())],
    ['inhabitants, without a name that says so', 'v', ({ random: own }) => Math.round(9000 * 8 ** own.normal())],
    ['balances below 0', 'v', ({ random: own }) => Math.round(2e6 * own.normal())],
    ['prices in cents', 'price', ({ random: own }) => own.below(1e7)],
    ['rounded sums', 'v', ({ random: own }) => 100 * Math.round(900 * 2 ** own.normal())],
    ['sums of thousands', 'v', ({ random: own }) => Math.round(1e7 * (own.uniform() + own.uniform() + own.uniform()))],
    ['few whole numbers', 'v', ({ random: own }) => own.below(60)],
    ['measurements', 'v', ({ random: own }) => own.normal().toFixed(9)],
    ['birthdays as seconds', 'since', () => 1.5e9 + random.below(1e8)],
  ])('%s are features', async (_, name, cell) => {
    expect((await look(name, cell)).role).toBe('feature')
  })

  test('in a sample of a larger file too', async () => {
    const random = Random.of(3)
    const rows = Array.from(
      { length: 300_000 },
      (_, i) => `${(i * 7919) % 300_007},${Math.round(50_000 * 2 ** random.normal())},${i % 9 ? 0 : 1}\n`
    )
    const { plan, rows: found } = await inspectFile(fileOf('v,w,fraud\n', rows.join('')))
    expect(found.exact).toBe(false)
    expect(plan.columns.map(({ role }) => role)).toEqual(['ignore', 'feature', 'label'])
  })

  test('in a small file by its name, and not by chance', async () => {
    const few = people.slice(0, 30)
    expect((await look('order_id', place, few)).role).toBe('ignore')
    expect((await look('v', place, few)).role).toBe('feature')
  })
})

describe('a name that comes again and again is a group', () => {
  test.each([
    ['user_id', 200],
    ['patient_no', 1500],
    ['member_key', 2000],
    ['policy_ref', 800],
  ])('%s of %i values', async (name, values) => {
    const { role, said } = await look(name, () => 1000 + random.below(values))
    expect(role).toBe('group')
    expect(said).toHaveLength(1)
    expect(said[0].text).toMatch(/^\S+ is taken as the group: rows of one of its [\d,]+ values belong together$/)
    expect(said[0].flag).toBe('--group NAME')
  })

  test.each(['terminal_id', 'device_id', 'product_no', 'campaign_id'])(
    '%s is a thing that many share',
    async (name) => {
      expect((await look(name, () => 1000 + random.below(900))).role).toBe('feature')
    }
  )
})

test.each([
  ['cons.price.idx', false],
  ['unit_price', false],
  ['price_index', false],
  ['income_amount', false],
  ['amount_type', false],
  ['price', true],
  ['TransactionAmt', true],
  ['TX_AMOUNT', true],
  ['loan_amount', true],
])('%s is what a row is worth: %s', async (name, isAmount) => {
  const rows = people.map(({ amount, bad }) => `${amount},${bad}`)
  const { plan, assumptions } = await inspectFile(csvOf(`${name},fraud`, ...rows))
  expect(plan.columns[0].role).toBe(isAmount ? 'amount' : 'feature')
  const text = `${name} is taken as what a row is worth, by its name`
  expect(assumptions.some((one) => one.text === text && one.flag === '--amount NAME')).toBe(isAmount)
})
