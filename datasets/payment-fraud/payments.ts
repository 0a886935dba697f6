import { DAY } from '../../src/core/kernel/time.ts'
import { cos, exp, log } from '../../src/core/kernel/math.ts'
import type { Random } from '../../src/core/kernel/random.ts'
import { pick } from './alias.ts'
import { Arrivals, FRAUD, GENUINE, NOTHING, REPORTED, CLEANED, type Course } from './arrivals.ts'
import { REGIONS, type Customers } from './customers.ts'
import { PACE_OF_FRAUD } from './episodes.ts'
import { ChainFilter } from './filter.ts'
import { settlesAfterDays } from './knobs.ts'
import { emptyLooks, GROUPS, itemAt, setLooks, type LookTables, type Tastes } from './look-tables.ts'
import {
  ALL,
  AMOUNT_OF,
  CARD_KINDS,
  CHANNEL_OF,
  LARGE,
  ONLINE,
  SETTINGS,
  settingOf,
  SPREAD_OF,
  TERMINAL,
  UNATTENDED,
  WAYS,
} from './payment-profiles.ts'
import type { Merchants } from './merchants.ts'
import { DAY_PARTS, dayPartOf, PACE } from './rhythm.ts'

const TWO_PI = 6.283185307179586

/** All that a stream of payments is made of; nothing in it changes. */
export interface Nature {
  readonly customers: Customers
  readonly merchants: Merchants
  readonly tastes: Tastes
  readonly evidence: number
  /** Days on average from a finding to its confirmation. */
  readonly labelDelay: number
  /** Chains of the customers, and of the unattended terminals. */
  readonly cards: ConstructorParameters<typeof ChainFilter>[0]
  readonly terminals: ConstructorParameters<typeof ChainFilter>[0]
}

/**
 * The payments of a world one after another, each with the P(fraud) that everything visible up to it gives. The fields
 * are of the payment that came last.
 * A hot loop; tests/bench/rows/draw-fraud-table.ts times it.
 */
export class Payments {
  time = 0
  customer = 0
  merchant = 0
  category = 0
  channel = 0
  way = 0
  isAway = false
  isFraud = false
  /** Euros and whole cents; its logarithm before rounding. */
  amount = 0
  logAmount = 0
  /** Kilometres; NaN online. */
  distance = 0
  probability = 0
  labelTime = 0
  /** Time of the customer's payment before; NaN at the first. */
  lastTime = NaN

  readonly arrivals: Arrivals
  /** By customer: when the card was replaced; by terminal: since when a report is open, and when it was cleaned. NaN where never. */
  readonly replacedAt: Float64Array
  readonly reportedAt: Float64Array
  readonly cleanedAt: Float64Array

  private readonly nature: Nature
  private readonly looks: LookTables = emptyLooks()
  private readonly cards: ChainFilter
  private readonly terminals: ChainFilter
  private readonly lastAt: Float64Array
  private readonly genuine: Random
  private readonly frauds: Random
  private readonly mixed: Random
  private readonly confirmed: Random
  private readonly chances = new Float64Array(8)
  private readonly ratios = new Float64Array(CARD_KINDS)
  private readonly terminalRatio = new Float64Array(1)
  private hour = -1
  private part = 0
  private pace = 1
  private levers = ''

  constructor(nature: Nature, course: Course, random: Random) {
    const { customers, merchants } = nature
    this.nature = nature
    this.arrivals = new Arrivals(course, random.stream('arrivals'))
    this.cards = new ChainFilter(nature.cards, this.arrivals.history)
    this.terminals = new ChainFilter(nature.terminals, this.arrivals.history)
    this.lastAt = new Float64Array(customers.count).fill(NaN)
    this.replacedAt = new Float64Array(customers.count).fill(NaN)
    this.reportedAt = new Float64Array(merchants.terminals).fill(NaN)
    this.cleanedAt = new Float64Array(merchants.terminals).fill(NaN)
    this.genuine = random.stream('genuine')
    this.frauds = random.stream('frauds')
    this.mixed = random.stream('mix')
    this.confirmed = random.stream('confirmed')
  }

  /** Goes on to the next payment; false where none is left before the full hour given. */
  next(hour = Infinity): boolean {
    for (;;) {
      const event = this.arrivals.next(hour)
      if (event === NOTHING) return false
      if (event === GENUINE || event === FRAUD) {
        this.pay()
        return true
      }
      this.see(event)
    }
  }

  private see(event: number): void {
    const { time, entity } = this.arrivals
    if (event === REPORTED) this.reportedAt[entity] = time
    else if (event === CLEANED) {
      this.terminals.clear(entity, time)
      this.reportedAt[entity] = NaN
      this.cleanedAt[entity] = time
    } else {
      this.cards.clear(entity, time)
      this.replacedAt[entity] = time
    }
  }

  private pay(): void {
    const { arrivals } = this
    if (arrivals.hour !== this.hour) this.enterHour()
    this.time = arrivals.time
    this.isFraud = arrivals.kind >= 0
    const stream = this.isFraud ? this.frauds : this.genuine
    stream.at(arrivals.key).uniforms(this.chances)
    if (arrivals.kind === TERMINAL) this.chooseCustomer(stream)
    else this.chooseMerchant()
    this.fillIn()
    this.judge()
    this.lastTime = this.lastAt[this.customer]
    this.lastAt[this.customer] = this.time
    const { labelDelay } = this.nature
    this.labelTime = this.isFraud
      ? Math.max(this.time, arrivals.foundAt) + this.confirmed.at(arrivals.key).exponential() * labelDelay * DAY
      : this.time + settlesAfterDays({ labelDelay }) * DAY
  }

  private enterHour(): void {
    const { arrivals, nature } = this
    this.hour = arrivals.hour
    this.pace = PACE[this.hour % PACE.length]
    this.part = dayPartOf(this.hour % PACE.length)
    const { mix, concept, unseen, adapt } = arrivals.levers
    const levers = `${mix} ${concept} ${unseen} ${adapt}`
    if (levers === this.levers) return
    this.levers = levers
    setLooks(this.looks, nature.tastes, nature.evidence, arrivals.levers)
  }

  /** Of a payment by a customer, or in the customer's name. */
  private chooseMerchant(): void {
    const { arrivals, chances, looks } = this
    const { customers, merchants } = this.nature
    const { kind } = arrivals
    const customer = kind < 0 ? this.genuineCustomer() : arrivals.entity
    const group = customers.segment[customer] * DAY_PARTS + this.part
    const category =
      kind < 0
        ? itemAt(looks.genuineUpTo, group * ALL, chances[1])
        : itemAt(looks.fraudUpTo, (kind * GROUPS + group) * ALL, chances[1])
    const channel = CHANNEL_OF[category]
    let region = 0
    this.isAway = false
    if (channel !== ONLINE) {
      const away = looks.away[kind + 1]
      region = customers.region[customer]
      this.isAway = chances[2] < away
      if (this.isAway) region = (region + 1 + Math.floor((chances[2] / away) * (REGIONS - 1))) % REGIONS
    }
    const list = category * REGIONS + region
    const start = merchants.starts[list]
    this.customer = customer
    this.category = category
    this.channel = channel
    this.merchant = pick(merchants.alias, chances[3], start, merchants.starts[list + 1] - start)
  }

  private genuineCustomer(): number {
    const { customers } = this.nature
    const { key, levers } = this.arrivals
    const isMixed = levers.mix > 0 && this.mixed.at(key).uniform() < levers.mix
    return pick(isMixed ? customers.tilted.alias : customers.alias, this.chances[0], 0, customers.count)
  }

  /** Of a fraud at a terminal: a customer of its region or of any other, as often as each pays. */
  private chooseCustomer(stream: Random): void {
    const { customers, merchants } = this.nature
    this.merchant = merchants.firstTerminal + this.arrivals.entity
    this.category = merchants.category[this.merchant]
    this.channel = UNATTENDED
    this.isAway = this.chances[2] < this.looks.away[TERMINAL + 1]
    const home = merchants.region[this.merchant]
    do this.customer = pick(customers.alias, stream.uniform(), 0, customers.count)
    while ((customers.region[this.customer] === home) === this.isAway)
  }

  /** Amount, way to pay and distance. */
  private fillIn(): void {
    const { chances, looks, category, channel } = this
    const { kind } = this.arrivals
    const cell = kind * ALL + category
    const usual = this.nature.customers.usual[this.customer] + AMOUNT_OF[category]
    const mean = kind < 0 ? usual : looks.keeps[kind] * usual + looks.adds[cell]
    const spread = kind < 0 ? SPREAD_OF[category] : looks.spread[cell]
    this.logAmount = mean + spread * Math.sqrt(-2 * log(chances[5])) * cos(TWO_PI * chances[6])
    this.amount = Math.max(0.01, Math.round(100 * exp(this.logAmount)) / 100)
    this.way = itemAt(
      looks.wayUpTo,
      ((kind + 1) * SETTINGS + settingOf(channel, this.amount >= LARGE)) * WAYS,
      chances[7]
    )
    const u = chances[4]
    if (channel === ONLINE) this.distance = NaN
    else this.distance = this.isAway ? 60 * exp(2.5 * u) : 0.2 + 40 * u * u * u
  }

  private judge(): void {
    const { time, customer, category, looks } = this
    const { customers, merchants } = this.nature
    const { mix } = this.arrivals.levers
    let rate = customers.rate[customer]
    if (mix > 0) rate = (1 - mix) * rate + mix * customers.tilted.rate[customer]
    const group = customers.segment[customer] * DAY_PARTS + this.part
    if (this.channel !== UNATTENDED) {
      for (let kind = 0; kind < CARD_KINDS; kind++) {
        const where = looks.fraudRatio[(kind * GROUPS + group) * ALL + category]
        this.ratios[kind] = (PACE_OF_FRAUD[kind] / (rate * this.pace)) * where * this.awayRatio(kind) * this.look(kind)
      }
      this.cards.advance(customer, time)
      this.probability = this.cards.judge(customer, this.ratios)
      return
    }
    const terminal = this.merchant - merchants.firstTerminal
    const away = looks.away[0]
    const reaches = this.isAway ? away / (REGIONS - 1) : 1 - away
    const genuine = rate * this.pace * looks.genuine[group * ALL + category] * reaches * merchants.share[this.merchant]
    const ofRegion = customers.rateOfRegion[merchants.region[this.merchant]]
    const stranger = looks.away[TERMINAL + 1]
    const chosen = this.isAway ? stranger / (customers.totalRate - ofRegion) : (1 - stranger) / ofRegion
    const fraud = PACE_OF_FRAUD[TERMINAL] * chosen * customers.rate[customer] * this.look(TERMINAL)
    const ratio = fraud / genuine
    if (this.reportedAt[terminal] === this.reportedAt[terminal]) {
      this.probability = ratio / (1 + ratio)
      return
    }
    this.terminalRatio[0] = ratio
    this.terminals.advance(terminal, time)
    this.probability = this.terminals.judge(terminal, this.terminalRatio)
  }

  private awayRatio(kind: number): number {
    if (this.channel === ONLINE) return 1
    const { away } = this.looks
    return this.isAway ? away[kind + 1] / away[0] : (1 - away[kind + 1]) / (1 - away[0])
  }

  /** Likelihood ratio of the amount and the way to pay. */
  private look(kind: number): number {
    const { looks, category } = this
    const cell = kind * ALL + category
    const usual = this.nature.customers.usual[this.customer] + AMOUNT_OF[category]
    const genuine = (this.logAmount - usual) / SPREAD_OF[category]
    const fraud = (this.logAmount - looks.keeps[kind] * usual - looks.adds[cell]) / looks.spread[cell]
    const amount = (SPREAD_OF[category] / looks.spread[cell]) * exp(0.5 * (genuine * genuine - fraud * fraud))
    const setting = settingOf(this.channel, this.amount >= LARGE)
    return amount * looks.wayRatio[(kind * SETTINGS + setting) * WAYS + this.way]
  }
}
