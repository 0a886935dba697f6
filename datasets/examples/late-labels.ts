import { DAY } from '../../src/core/kernel/time.ts'
import { exp, sigmoid } from '../../src/core/kernel/math.ts'
import { Random } from '../../src/core/kernel/random.ts'
import { writtenParts } from './calendar.ts'

const ROWS = 9_000
const CUSTOMERS = 700
const DAYS = 120
const FIRST_SECOND = 1_704_067_200
const MEAN_DELAY_DAYS = 12
const SHOPS = ['groceries', 'fuel', 'clothes', 'travel', 'electronics', 'games', 'restaurant'] as const
const RISK_OF_SHOP = [-1.2, -0.4, 0, 0.6, 1.1, 1, -0.6]
const CHANNELS = ['chip', 'contactless', 'online'] as const
const RISK_OF_CHANNEL = [-1, -0.8, 0.9]
const INTERCEPT = -4.7

/** Card payments of some hundred customers over four months. A fraud is reported some days later; what was none is never reported. */
export function latePayments(seed: number): string {
  const chance = Random.of(seed).stream('late-labels')
  const customers = Array.from({ length: CUSTOMERS }, () => ({
    risk: 0.9 * chance.normal(),
    usual: 25 * exp(0.6 * chance.normal()),
    home: chance.below(3),
  }))
  const times = Array.from({ length: ROWS }, () => Math.floor(DAYS * DAY * chance.uniform())).sort((a, b) => a - b)
  const lines = times.map((time, row) => {
    const own = chance.at(row + 10_000)
    const customer = own.below(CUSTOMERS)
    return payment(own, { id: customer, ...customers[customer] }, FIRST_SECOND + time)
  })
  const header = 'timestamp,customer_id,shop,channel,country,amount,seconds_since_last_login,is_fraud,fraud_reported_at'
  return [header, ...lines, ''].join('\n')
}

interface Customer {
  readonly id: number
  readonly risk: number
  readonly usual: number
  readonly home: number
}

function payment(chance: Random, { id, risk, usual, home }: Customer, time: number): string {
  const countries = ['DE', 'FR', 'PL', 'US', 'BR']
  const shop = chance.below(SHOPS.length)
  const channel = chance.below(CHANNELS.length)
  const isAbroad = chance.uniform() < 0.09
  const surprise = chance.normal()
  const amount = usual * exp(0.7 * surprise)
  const idle = Math.round(3_600 * chance.exponential())
  const score = INTERCEPT + risk + RISK_OF_SHOP[shop] + RISK_OF_CHANNEL[channel] + (isAbroad ? 1.6 : 0) + 0.8 * surprise
  const isFraud = chance.uniform() < sigmoid(score)
  const reported = time + Math.round(DAY * (1 + MEAN_DELAY_DAYS * chance.exponential()))
  const country = isAbroad ? countries[3 + chance.below(2)] : countries[home]
  return [
    ...[stamp(time), `C${String(id + 1).padStart(4, '0')}`, SHOPS[shop], CHANNELS[channel], country],
    ...[amount.toFixed(2), idle, isFraud ? 1 : 0, isFraud ? stamp(reported) : ''],
  ].join(',')
}

function stamp(seconds: number): string {
  const { year, month, day, clock } = writtenParts(seconds)
  return `${year}-${month}-${day} ${clock}`
}
