import { exp, sigmoid } from '../../src/core/kernel/math.ts'
import { Random } from '../../src/core/kernel/random.ts'

const ROWS = 4_000
const PURPOSES = ['car', 'furniture', 'education', 'business', 'repairs', 'holiday'] as const
const RISK_OF_PURPOSE = [0, 0.2, -0.2, 0.7, 0.1, 0.5]
const HOUSING = ['rent', 'own', 'free'] as const
const REGIONS = 12
const INTERCEPT = -2.6

/** Loans with who took them, in no order of time; about one in ten is not paid back. */
export function creditTable(seed: number): string {
  const chance = Random.of(seed).stream('credit')
  const regions = Array.from({ length: REGIONS }, () => 0.6 * chance.normal())
  const header =
    'age,employment_years,monthly_income,housing,region_code,purpose,credit_amount,term_months,late_payments,has_guarantor,defaulted'
  const lines = Array.from({ length: ROWS }, (_, row) => loan(chance.at(row + 1_000), regions))
  return [header, ...lines, ''].join('\n')
}

function loan(chance: Random, regions: readonly number[]): string {
  const age = 19 + Math.floor(48 * chance.uniform() * (0.5 + 0.5 * chance.uniform()))
  const employed = Math.floor((age - 18) * chance.uniform())
  const income = 600 + Math.round(1_900 * exp(0.5 * chance.normal()))
  const housing = age < 26 && chance.uniform() < 0.5 ? 2 : chance.uniform() < 0.35 + 0.006 * (age - 19) ? 1 : 0
  const region = chance.below(REGIONS)
  const purpose = chance.below(PURPOSES.length)
  const term = 6 * (1 + chance.below(10))
  const amount = 50 * Math.round((term * (0.4 + chance.uniform()) * (600 + 0.1 * income)) / 500 + 10)
  const late = Math.floor(1.2 * chance.exponential())
  const hasGuarantor = chance.uniform() < 0.12
  const burden = amount / term / income
  const score =
    INTERCEPT +
    3 * Math.min(1.5, burden) +
    0.55 * Math.min(5, late) -
    0.05 * Math.min(12, employed) +
    RISK_OF_PURPOSE[purpose] +
    regions[region] -
    (housing === 1 ? 0.4 : 0) -
    (hasGuarantor ? 0.8 : 0)
  const isDefault = chance.uniform() < sigmoid(score)
  const code = String(10 * region + 5).padStart(3, '0')
  return [
    ...[age, chance.uniform() < 0.06 ? '' : employed, chance.uniform() < 0.04 ? 'NA' : income],
    ...[HOUSING[housing], code, PURPOSES[purpose], amount, term, late, hasGuarantor ? 'yes' : 'no'],
    isDefault ? 'yes' : 'no',
  ].join(',')
}
