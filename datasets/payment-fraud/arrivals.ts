import { HOUR } from '../../src/core/kernel/time.ts'
import { exp } from '../../src/core/kernel/math.ts'
import type { Random } from '../../src/core/kernel/random.ts'
import { Agenda } from './agenda.ts'
import type { Customers } from './customers.ts'
import { PACE_OF_FRAUD, UNTIL_CLEANED, UNTIL_FOUND, type Hazards } from './episodes.ts'
import { HazardHistory } from './filter.ts'
import { restingLevers, setLevers, type Bending } from './levers.ts'
import { CARD_KINDS, TERMINAL } from './payment-profiles.ts'
import { PACE, WARM_UP } from './rhythm.ts'

/** What happens next. All but the kind of a payment is for everyone to see. */
export const GENUINE = 0
export const FRAUD = 1
/** A card is found out: it is blocked and replaced. */
const FOUND = 2
export const REPORTED = 3
export const CLEANED = 4

export const NOTHING = -1

const STARTS = 5

/** Things on the agenda of an episode. */
const START = 0
const PAY = 1
const REPORT = 2
const END = 3

const KINDS = TERMINAL + 1

/** What decides when payments come; nothing in it changes. */
export interface Course {
  readonly customers: Customers
  readonly terminals: number
  readonly hazards: Hazards
  readonly bendings: readonly Bending[]
}

/**
 * When payments come and episodes begin and end, without what the payments look like. Payments of customers are a
 * Poisson process; an episode of a customer or terminal adds one of its own until it is found.
 */
export class Arrivals {
  /** Of what happened last. */
  time = -WARM_UP
  /** Kind of fraud; −1 for a genuine payment. */
  kind = -1
  /** Customer, or terminal for that kind of fraud. */
  entity = 0
  /** From when the fraud may be confirmed: when its card is found, or its terminal reported. */
  foundAt = 0
  /** Counter for what chance decides about the payment, its own among payments of its kind. */
  key = 0
  /** Hours since the warm-up began. */
  hour = -1
  readonly levers = restingLevers()
  readonly history = new HazardHistory()
  readonly course: Course

  private readonly gaps: Random
  private readonly starts: Random
  private readonly frauds: Random
  private readonly agenda = new Agenda()
  private hourEnd = -WARM_UP
  private rate = 0
  private genuineAt = Infinity
  private paidThisHour = 0
  private episodes = 0
  /** By customer, then terminal: whether an episode runs. */
  private readonly isTaken: Uint8Array
  private readonly slots: Episode[] = []
  private readonly free: number[] = []

  constructor(course: Course, random: Random) {
    this.course = course
    this.gaps = random.stream('gaps')
    this.starts = random.stream('starts')
    this.frauds = random.stream('fraud times')
    this.isTaken = new Uint8Array(course.customers.count + course.terminals)
    this.begin(random.stream('beginning'))
  }

  /**
   * Goes on to the next thing that happens and says which it is.
   * @param hour full hour at which to stop, before anything of it is decided; NOTHING says so
   */
  next(hour = Infinity): number {
    for (;;) {
      const due = this.agenda.soonest
      const time = Math.min(due, this.genuineAt)
      if (time >= this.hourEnd) {
        if (this.hourEnd >= hour) return NOTHING
        this.beginHour()
        continue
      }
      this.time = time
      if (this.genuineAt <= due) return this.payGenuine()
      const happened = this.happen(this.agenda.take())
      if (happened !== STARTS) return happened
    }
  }

  /** Lets every entity start where it would be in the long run. */
  private begin(random: Random): void {
    const { customers, terminals, hazards } = this.course
    for (let c = 0; c < customers.count; c++) {
      const at = customers.segment[c] * CARD_KINDS
      let total = 1
      for (let kind = 0; kind < CARD_KINDS; kind++) total += hazards.card[at + kind] * UNTIL_FOUND[kind]
      let chance = random.at(c).uniform() * total - 1
      for (let kind = 0; kind < CARD_KINDS && chance >= 0; kind++) {
        chance -= hazards.card[at + kind] * UNTIL_FOUND[kind]
        if (chance < 0) this.strike(this.slotOf(kind, c, random))
      }
    }
    for (let t = 0; t < terminals; t++) {
      const open = hazards.terminal * UNTIL_FOUND[TERMINAL]
      const reported = hazards.terminal * UNTIL_CLEANED
      const chance = random.at(customers.count + t).uniform() * (1 + open + reported) - 1
      if (chance < 0) continue
      const slot = this.slotOf(TERMINAL, t, random)
      if (chance >= open) this.slots[slot].untilFound = 0
      this.strike(slot)
    }
  }

  private beginHour(): void {
    const { course, starts, levers } = this
    this.hour++
    const start = this.hour * HOUR - WARM_UP
    this.hourEnd = start + HOUR
    setLevers(levers, course.bendings, start)
    this.rate = course.customers.totalRate * PACE[this.hour % PACE.length]
    this.paidThisHour = 0
    this.genuineAt = start + this.gaps.at(this.hour).exponential() / this.rate
    const scale = exp(levers.logit)
    this.history.scaleFrom(start, scale)
    for (let kind = 0; kind < KINDS; kind++) {
      const entities = kind === TERMINAL ? course.terminals : course.customers.count
      const rate = entities * course.hazards.most[kind] * scale
      starts.at(this.hour * KINDS + kind)
      for (let time = start + starts.exponential() / rate; time < this.hourEnd; time += starts.exponential() / rate)
        this.propose(kind, starts.below(entities), time)
    }
  }

  /** Plans an episode, for each segment as often as it should be. */
  private propose(kind: number, entity: number, time: number): void {
    const { customers, hazards } = this.course
    const chance = this.starts.uniform()
    const slot = this.slotOf(kind, entity, this.starts)
    const likely =
      kind === TERMINAL ? 1 : hazards.card[customers.segment[entity] * CARD_KINDS + kind] / hazards.most[kind]
    if (chance < likely) this.agenda.add(time, slot * 4 + START)
    else this.free.push(slot)
  }

  private slotOf(kind: number, entity: number, random: Random): number {
    const slot = this.free.pop() ?? this.slots.length
    const untilFound = random.exponential() * UNTIL_FOUND[kind]
    const untilCleaned = kind === TERMINAL ? random.exponential() * UNTIL_CLEANED : 0
    this.slots[slot] = { kind, entity, untilFound, untilCleaned, foundAt: 0, end: 0, number: 0, paid: 0 }
    return slot
  }

  private payGenuine(): number {
    this.key = this.hour * 1_048_576 + this.paidThisHour++
    this.genuineAt = this.time + this.gaps.exponential() / this.rate
    this.kind = -1
    return GENUINE
  }

  private happen(code: number): number {
    const slot = code >> 2
    const episode = this.slots[slot]
    const action = code & 3
    if (action === START) {
      this.strike(slot)
      return STARTS
    }
    this.kind = episode.kind
    this.entity = episode.entity
    if (action === PAY) {
      this.foundAt = episode.foundAt
      this.key = episode.number * 4096 + episode.paid++
      this.planPayment(slot)
      return FRAUD
    }
    if (action === REPORT) return REPORTED
    this.isTaken[this.placeOf(episode)] = 0
    this.free.push(slot)
    return episode.kind === TERMINAL ? CLEANED : FOUND
  }

  /** Begins an episode, unless another runs there already. */
  private strike(slot: number): void {
    const episode = this.slots[slot]
    const place = this.placeOf(episode)
    if (this.isTaken[place]) {
      this.free.push(slot)
      return
    }
    this.isTaken[place] = 1
    episode.number = this.episodes++
    episode.foundAt = this.time + episode.untilFound
    episode.end = episode.foundAt + episode.untilCleaned
    this.agenda.add(episode.end, slot * 4 + END)
    if (episode.kind === TERMINAL) this.agenda.add(episode.foundAt, slot * 4 + REPORT)
    this.planPayment(slot)
  }

  private planPayment(slot: number): void {
    const { kind, end, number, paid } = this.slots[slot]
    const time = this.time + this.frauds.at(number * 4096 + paid).exponential() / PACE_OF_FRAUD[kind]
    if (time < end) this.agenda.add(time, slot * 4 + PAY)
  }

  private placeOf({ kind, entity }: Episode): number {
    return kind === TERMINAL ? this.course.customers.count + entity : entity
  }
}

interface Episode {
  readonly kind: number
  readonly entity: number
  untilFound: number
  readonly untilCleaned: number
  foundAt: number
  end: number
  number: number
  paid: number
}
