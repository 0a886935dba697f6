import { exp, pow } from '../../src/core/kernel/math.ts'
import type { Random } from '../../src/core/kernel/random.ts'
import { SEGMENTS } from './customers.ts'
import type { Levers } from './levers.ts'
import {
  ALL,
  AWAY,
  CARD_KINDS,
  CHANNEL_OF,
  FRAUD_AMOUNT,
  FRAUD_SPREAD,
  FRAUD_WEIGHTS,
  genuineWeights,
  KNOWN,
  SETTINGS,
  SPREAD_OF,
  TERMINAL,
  TESTING,
  TINY,
  UNATTENDED,
  WAY_SHARES,
  WAYS,
} from './payment-profiles.ts'
import { DAY_PARTS } from './rhythm.ts'

/** Rows of a category table: segment, then part of the day. */
export const GROUPS = SEGMENTS.length * DAY_PARTS
const KINDS = TERMINAL + 1
const ATTENDED = [...CHANNEL_OF.keys()].filter((k) => CHANNEL_OF[k] !== UNATTENDED)
const FRESH = ALL - KNOWN

/** How much of each category the customers of each segment buy, in the usual and in the other mix. */
export interface Tastes {
  readonly usual: Float64Array
  readonly tilted: Float64Array
}

export function createTastes(random: Random): Tastes {
  const [usual, tilted] = ['usual', 'tilted'].map((name, i) => {
    const normals = new Float64Array(SEGMENTS.length * ALL)
    random.stream(name).normals(normals)
    return normals.map((each) => exp((0.4 + 0.6 * i) * each))
  })
  return { usual, tilted }
}

/** Looks as chances and likelihood ratios, with the levers where they stand; sums marked "up to" are for drawing. */
export interface LookTables {
  /** By group and category. */
  readonly genuine: Float64Array
  readonly genuineUpTo: Float64Array
  /** By kind of card fraud, group and category; the ratio is to `genuine`. */
  readonly fraudUpTo: Float64Array
  readonly fraudRatio: Float64Array
  /** Genuine, then by kind of fraud. */
  readonly away: Float64Array
  /** Genuine and by kind of fraud, by setting and way; the ratio has no genuine part in front. */
  readonly wayUpTo: Float64Array
  readonly wayRatio: Float64Array
  /** By kind of fraud and category: mean of the log amount is `keeps[kind] · (usual + AMOUNT_OF) + adds`. */
  readonly keeps: Float64Array
  readonly adds: Float64Array
  readonly spread: Float64Array
}

export function emptyLooks(): LookTables {
  const numbers = (length: number) => new Float64Array(length)
  return {
    genuine: numbers(GROUPS * ALL),
    genuineUpTo: numbers(GROUPS * ALL),
    fraudUpTo: numbers(CARD_KINDS * GROUPS * ALL),
    fraudRatio: numbers(CARD_KINDS * GROUPS * ALL),
    away: numbers(1 + KINDS),
    wayUpTo: numbers((1 + KINDS) * SETTINGS * WAYS),
    wayRatio: numbers(KINDS * SETTINGS * WAYS),
    keeps: numbers(KINDS),
    adds: numbers(KINDS * ALL),
    spread: numbers(KINDS * ALL),
  }
}

/**
 * Sets the tables for the levers. Fraud lies `strength` of the way from genuine looks to its own: shares by the
 * geometric path p⁰^(1−s)·p^s, amounts by mean and spread.
 */
export function setLooks(looks: LookTables, tastes: Tastes, evidence: number, levers: Levers): void {
  const strength = evidence * (1 - levers.adapt)
  for (let group = 0; group < GROUPS; group++) setGenuine(looks, tastes, group, levers)
  for (let kind = 0; kind < CARD_KINDS; kind++) setCategories(looks, kind, strength, levers)
  AWAY.forEach((share, i) => (looks.away[i] = between([1 - AWAY[0], AWAY[0]], [1 - share, share], strength)[1]))
  for (let kind = 0; kind < KINDS; kind++) setAmounts(looks, kind, strength)
  for (let setting = 0; setting < SETTINGS; setting++) {
    const usual = WAY_SHARES[0][setting]
    for (let i = 0; i <= KINDS; i++) {
      const shares = between(usual, WAY_SHARES[i][setting], strength)
      sumUp(shares, looks.wayUpTo, (i * SETTINGS + setting) * WAYS)
      for (let way = 0; i > 0 && way < WAYS; way++)
        looks.wayRatio[((i - 1) * SETTINGS + setting) * WAYS + way] = usual[way] > 0 ? shares[way] / usual[way] : 0
    }
  }
}

function setGenuine(looks: LookTables, { usual, tilted }: Tastes, group: number, { mix, unseen }: Levers): void {
  const segment = Math.floor(group / DAY_PARTS)
  const weights = genuineWeights(group % DAY_PARTS)
  const under = (tastes: Float64Array) => toShares(weights.map((weight, k) => weight * tastes[segment * ALL + k]))
  const other = under(tilted)
  const shares = under(usual).map((share, k) => (1 - mix) * share + mix * other[k])
  const fresh = unseen * ATTENDED.reduce((sum, k) => sum + shares[k], 0)
  for (const k of ATTENDED) shares[k] = k < KNOWN ? (1 - unseen) * shares[k] : fresh / FRESH
  looks.genuine.set(shares, group * ALL)
  sumUp(shares, looks.genuineUpTo, group * ALL)
}

function setCategories(looks: LookTables, kind: number, strength: number, { concept, unseen }: Levers): void {
  const [first, second] = FRAUD_WEIGHTS.map((weights) => {
    const known = toShares(weights[kind].slice(0, -FRESH))
    const fresh = toShares(weights[kind].slice(-FRESH))
    return [...known.map((share) => (1 - unseen) * share), ...fresh.map((share) => unseen * share)]
  })
  const own = first.map((share, i) => (1 - concept) * share + concept * second[i])
  for (let group = 0; group < GROUPS; group++) {
    const genuine = looks.genuine.subarray(group * ALL, (group + 1) * ALL)
    const mixed = between(toShares(ATTENDED.map((k) => genuine[k])), own, strength)
    const shares = new Array<number>(ALL).fill(0)
    ATTENDED.forEach((k, i) => (shares[k] = mixed[i]))
    const at = (kind * GROUPS + group) * ALL
    sumUp(shares, looks.fraudUpTo, at)
    for (let k = 0; k < ALL; k++) looks.fraudRatio[at + k] = genuine[k] > 0 ? shares[k] / genuine[k] : 0
  }
}

function setAmounts({ keeps, adds, spread }: LookTables, kind: number, strength: number): void {
  const towardsTiny = kind === TESTING ? Math.min(1, strength) : 0
  keeps[kind] = 1 - towardsTiny
  for (let k = 0; k < ALL; k++) {
    adds[kind * ALL + k] = strength * FRAUD_AMOUNT[kind] + towardsTiny * TINY
    spread[kind * ALL + k] =
      (1 - towardsTiny) * (SPREAD_OF[k] + strength * FRAUD_SPREAD[kind]) + towardsTiny * SPREAD_OF[0]
  }
}

/** Shares on the geometric path from one distribution to another; what is 0 in both stays 0. */
function between(from: readonly number[], to: readonly number[], strength: number): number[] {
  return toShares(from.map((p, i) => (p > 0 && to[i] > 0 ? pow(p, 1 - strength) * pow(to[i], strength) : 0)))
}

function toShares(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

function sumUp(shares: readonly number[], upTo: Float64Array, at: number): void {
  const last = shares.findLastIndex((share) => share > 0)
  let sum = 0
  shares.forEach((share, i) => {
    sum += share
    upTo[at + i] = i >= last ? 1 : sum
  })
}

/** The item of a row of a table of sums that a uniform number in (0, 1) falls on. */
export function itemAt(upTo: Float64Array, at: number, uniform: number): number {
  let i = 0
  while (uniform >= upTo[at + i]) i++
  return i
}
