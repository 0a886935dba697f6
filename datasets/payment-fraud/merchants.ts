import { DAY } from '../../src/core/kernel/time.ts'
import { pow } from '../../src/core/kernel/math.ts'
import { aliasOf, type Alias } from './alias.ts'
import { REGIONS, SEGMENTS, type Customers } from './customers.ts'
import { ALL, CHANNEL_OF, KNOWN, ONLINE, UNATTENDED } from './payment-profiles.ts'
import type { LookTables } from './look-tables.ts'
import { DAY_PARTS, SHARE_OF_PART } from './rhythm.ts'

/** Merchants of one category in one region, or of one online category, stand together in a list. */
export interface Merchants {
  /** Those of the world as it began; coded 1 … known. */
  readonly known: number
  readonly count: number
  /** Unattended terminals are merchants `firstTerminal` … `firstTerminal + terminals − 1`. */
  readonly firstTerminal: number
  readonly terminals: number
  readonly category: Uint8Array
  readonly region: Uint8Array
  /** Share that a merchant has of the payments of its list. */
  readonly share: Float64Array
  readonly alias: Alias
  /** Lists by `category · REGIONS + region`, region 0 online; the end of each is the start of the next. */
  readonly starts: Int32Array
}

/** Share of the merchants that stand unattended. */
const TERMINAL_SHARE = 0.2
/** New merchants of each new category. */
const FRESH = 40

/** About 20 · √customers of them, their popularity in a list by Zipf. */
export function createMerchants(customers: number): Merchants {
  const about = 20 * Math.sqrt(customers)
  const category: number[] = []
  const region: number[] = []
  const share: number[] = []
  const starts: number[] = []
  for (let list = 0; list < ALL * REGIONS; list++) {
    const size = sizeOf(list, about)
    const weights = Array.from({ length: size }, (_, i) => pow(i + 3, -0.8))
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    starts.push(category.length)
    for (const weight of weights) {
      category.push(Math.floor(list / REGIONS))
      region.push(list % REGIONS)
      share.push(weight / total)
    }
  }
  starts.push(category.length)
  const firstTerminal = category.findIndex((each) => CHANNEL_OF[each] === UNATTENDED)
  return {
    known: starts[KNOWN * REGIONS],
    count: category.length,
    firstTerminal,
    terminals: category.filter((each) => CHANNEL_OF[each] === UNATTENDED).length,
    category: Uint8Array.from(category),
    region: Uint8Array.from(region),
    share: Float64Array.from(share),
    alias: aliasOf(Float64Array.from(share), starts),
    starts: Int32Array.from(starts),
  }
}

/** Payments a day that each merchant sees while the world is at rest. */
export function usualPayments(merchants: Merchants, customers: Customers, looks: LookTables): Float64Array {
  const { region, category, share } = merchants
  const bySegment = new Float64Array(REGIONS * SEGMENTS.length)
  for (let c = 0; c < customers.count; c++)
    bySegment[customers.region[c] * SEGMENTS.length + customers.segment[c]] += customers.rate[c]
  // Payments a second of each category by the customers of each region.
  const spent = new Float64Array(ALL * REGIONS)
  for (let cell = 0; cell < bySegment.length; cell++)
    for (let part = 0; part < DAY_PARTS; part++)
      for (let k = 0; k < ALL; k++)
        spent[k * REGIONS + Math.floor(cell / SEGMENTS.length)] +=
          bySegment[cell] * SHARE_OF_PART[part] * looks.genuine[((cell % SEGMENTS.length) * DAY_PARTS + part) * ALL + k]
  const away = looks.away[0]
  return share.map((each, m) => {
    const ofCategory = spent.subarray(category[m] * REGIONS, (category[m] + 1) * REGIONS)
    const all = ofCategory.reduce((sum, rate) => sum + rate, 0)
    if (CHANNEL_OF[category[m]] === ONLINE) return each * all * DAY
    const own = ofCategory[region[m]]
    return each * ((1 - away) * own + (away * (all - own)) / (REGIONS - 1)) * DAY
  })
}

function sizeOf(list: number, about: number): number {
  const category = Math.floor(list / REGIONS)
  const isOnline = CHANNEL_OF[category] === ONLINE
  if (isOnline && list % REGIONS > 0) return 0
  if (category >= KNOWN) return FRESH
  // Six shop categories and three unattended ones in each region, five online ones in one place each.
  if (isOnline) return Math.max(10, Math.round((0.2 * about) / 5))
  const share = CHANNEL_OF[category] === UNATTENDED ? TERMINAL_SHARE / 3 : (0.8 - TERMINAL_SHARE) / 6
  return Math.max(2, Math.round((share * about) / REGIONS))
}
