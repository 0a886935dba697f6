/** What a payment looks like: the numbers from which genuine payments and each kind of fraud are drawn. */

const SHOP = 0
export const ONLINE = 1
export const UNATTENDED = 2

/** Name, channel, weight among genuine payments at night, in the morning, afternoon and evening; log amount over usual and its sd. */
const CATEGORIES = [
  ['Groceries', SHOP, [2, 12, 12, 10], 0, 0.7],
  ['Restaurants', SHOP, [8, 5, 9, 14], -0.1, 0.7],
  ['Clothing', SHOP, [0.2, 3, 6, 3], 0.6, 0.7],
  ['Electronics', SHOP, [0.1, 1, 2, 1], 1.3, 0.9],
  ['Pharmacy', SHOP, [0.5, 3, 3, 1.5], -0.3, 0.6],
  ['Travel', SHOP, [1, 1.5, 1.5, 1.5], 1.6, 0.9],
  ['Online shopping', ONLINE, [6, 6, 7, 10], 0.4, 0.9],
  ['Digital goods', ONLINE, [6, 1, 2, 5], -0.8, 0.9],
  ['Gift cards', ONLINE, [0.2, 0.3, 0.5, 0.4], 0.3, 0.7],
  ['Tickets', ONLINE, [0.8, 1, 1, 1.2], 1.1, 0.8],
  ['Subscriptions', ONLINE, [4, 3, 2, 2], -0.7, 0.5],
  ['Cash machine', UNATTENDED, [3, 4, 4, 3], 0.6, 0.7],
  ['Fuel pump', UNATTENDED, [3, 5, 4, 3], 0.5, 0.4],
  ['Ticket machine', UNATTENDED, [1, 4, 3, 2], -1, 0.6],
  ['Instant transfer', ONLINE, [0, 0, 0, 0], 0.9, 0.9],
  ['Crypto exchange', ONLINE, [0, 0, 0, 0], 0.9, 1],
  ['Resale app', ONLINE, [0, 0, 0, 0], 0.2, 0.9],
] as const

export const CATEGORY_NAMES = CATEGORIES.map(([name]) => name)
export const CHANNEL_OF = Uint8Array.from(CATEGORIES, ([, channel]) => channel)
export const AMOUNT_OF = Float64Array.from(CATEGORIES, ([, , , mean]) => mean)
export const SPREAD_OF = Float64Array.from(CATEGORIES, ([, , , , spread]) => spread)

/** Categories of the world as it began; those behind come with the `unseen` lever alone. */
export const KNOWN = 14
export const ALL = CATEGORIES.length

/** Weight of each category in a part of the day. */
export function genuineWeights(part: number): number[] {
  return CATEGORIES.map(([, , weights]) => weights[part])
}

/** Kinds of fraud by number: a stolen card, an account takeover (1), a test with tiny sums, which run on a card; the last on an unattended terminal. */
export const STOLEN = 0
export const TESTING = 2
export const TERMINAL = 3
export const CARD_KINDS = 3

/**
 * Weights of the attended categories, known and new, under each kind of card fraud; then those that `concept` turns to.
 * None is 0, so that looks can go all the way to genuine ones.
 */
export const FRAUD_WEIGHTS: readonly (readonly (readonly number[])[])[] = [
  [
    [4, 2, 6, 9, 1, 2, 12, 5, 6, 4, 0.5, 4, 4, 2],
    [0.03, 0.03, 0.03, 0.03, 0.03, 0.03, 9, 4, 10, 6, 0.6, 6, 5, 1],
    [0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 4, 9, 1, 0.3, 6, 3, 1, 2],
  ],
  [
    [6, 6, 1, 0.6, 8, 9, 4, 1, 0.5, 5, 4, 1, 1, 6],
    [0.03, 0.03, 0.03, 0.03, 0.03, 0.03, 4, 1, 0.3, 2, 9, 1, 1, 6],
    [0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 9, 0.5, 3, 6, 0.5, 1, 3, 6],
  ],
]

/** Chance that a payment in the open is made away from the customer's region: genuine, then each kind of fraud. */
export const AWAY = [0.05, 0.25, 0.05, 0.05, 0.5]

/** Log amount over what the category usually brings, and what is added to its spread, by kind of fraud; testing is of tiny sums. */
export const FRAUD_AMOUNT = [0.6, 0.8, 0, 0.5]
export const FRAUD_SPREAD = [0.25, 0.15, 0, 0.1]
/** Log of a sum that tests a card. */
export const TINY = 0.7

/** Ways to pay: the way the card was read, and the device of an online payment. */
export const ENTRIES = ['Chip', 'Contactless', 'Magnetic stripe', 'Typed in', 'Stored card']
export const DEVICES = ['None', 'Known', 'New']
export const ENTRY_OF_WAY = Uint8Array.of(1, 2, 3, 4, 4, 5, 5)
export const DEVICE_OF_WAY = Uint8Array.of(1, 1, 1, 2, 3, 2, 3)
export const WAYS = 7

/** Amount from which a card is read rather than waved at. */
export const LARGE = 50
/** Shop below and from `LARGE`, online, unattended below and from `LARGE`. */
export const SETTINGS = 5

const online = (...shares: readonly number[]) => [0, 0, 0, ...shares]
const open = (...shares: readonly number[]) => [...shares, 0, 0, 0, 0]
const IN_SHOP = [open(0.22, 0.75, 0.03), open(0.88, 0.07, 0.05)]
const AT_TERMINAL = [open(0.5, 0.45, 0.05), open(0.9, 0.04, 0.06)]

/** Share of each way in each setting: genuine, then each kind of fraud. Online: typed in on a known and a new device, stored on each. */
export const WAY_SHARES: readonly (readonly (readonly number[])[])[] = [
  [...IN_SHOP, online(0.32, 0.07, 0.57, 0.04), ...AT_TERMINAL],
  [open(0.12, 0.78, 0.1), open(0.45, 0.15, 0.4), online(0.25, 0.6, 0.1, 0.05), ...AT_TERMINAL],
  [...IN_SHOP, online(0.1, 0.15, 0.3, 0.45), ...AT_TERMINAL],
  [...IN_SHOP, online(0.3, 0.55, 0.1, 0.05), ...AT_TERMINAL],
  [...IN_SHOP, online(0.32, 0.07, 0.57, 0.04), open(0.35, 0.25, 0.4), open(0.45, 0.05, 0.5)],
]

/** The setting of a payment, by channel and whether the amount is large. */
export function settingOf(channel: number, isLarge: boolean): number {
  if (channel === ONLINE) return 2
  return (channel === SHOP ? 0 : 3) + (isLarge ? 1 : 0)
}
