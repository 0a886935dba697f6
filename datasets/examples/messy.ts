import { DAY } from '../../src/core/kernel/time.ts'
import { exp, sigmoid } from '../../src/core/kernel/math.ts'
import { Random } from '../../src/core/kernel/random.ts'
import { writtenParts } from './calendar.ts'

const ROWS = 3_000
const FIRST_SECOND = 1_672_531_200
const DAYS = 540
const BRANCHES = 14
const VEHICLES = ['car', 'van', 'motorcycle', 'none'] as const
const RISK_OF_VEHICLE = [0, 0.5, 0.8, -0.6]
const INTERCEPT = -2.9

/**
 * Insurance claims as an office exports them, one in eight refused (2). The file number is given in the order in which claims are
 * settled, refused ones last, so it gives the answer away.
 */
export function messyClaims(seed: number): string {
  const chance = Random.of(seed).stream('messy')
  const branches = Array.from({ length: BRANCHES }, () => 0.7 * chance.normal())
  const claims = Array.from({ length: ROWS }, (_, row) => claimOf(chance.at(row + 1_000), branches))
  const settled = [...claims.keys()].sort(
    (a, b) => Number(claims[a].isRefused) - Number(claims[b].isRefused) || claims[a].tie - claims[b].tie
  )
  const numbers = new Uint32Array(ROWS)
  settled.forEach((place, rank) => (numbers[place] = 70_001 + rank))
  const lines = claims.map(({ cells, isRefused }, i) => [numbers[i], ...cells, isRefused ? 2 : 1].join(';'))
  const top = ['Claims ledger - all branches', 'Exported by: office 7', 'Confidential', '']
  const header = 'file_no;received;branch;vehicle;damage;age_of_driver;previous_claims;decision'
  return [...top, header, ...lines, ''].join('\r\n')
}

function claimOf(chance: Random, branches: readonly number[]) {
  const received = FIRST_SECOND + DAY * chance.below(DAYS)
  const branch = chance.below(BRANCHES)
  const vehicle = chance.below(VEHICLES.length)
  const age = 18 + Math.floor(55 * chance.uniform())
  const previous = Math.floor(0.9 * chance.exponential())
  const surprise = chance.normal()
  const damage = 1_400 * exp(0.8 * surprise)
  const score =
    INTERCEPT +
    branches[branch] +
    RISK_OF_VEHICLE[vehicle] +
    0.7 * Math.min(4, previous) +
    0.5 * surprise +
    (age < 25 ? 0.6 : 0)
  const cells = [
    ...[written(received), String(branch + 1).padStart(3, '0'), VEHICLES[vehicle], money(damage)],
    ...[chance.uniform() < 0.05 ? '-' : String(age), String(previous)],
  ]
  return { cells, isRefused: chance.uniform() < sigmoid(score), tie: chance.uniform() }
}

/** 31/12/2023 */
function written(seconds: number): string {
  const { year, month, day } = writtenParts(seconds)
  return `${day}/${month}/${year}`
}

/** 1.234,50 */
function money(amount: number): string {
  const [whole, cents] = amount.toFixed(2).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${cents}`
}
