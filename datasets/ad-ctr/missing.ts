import type { FieldId } from './fields.ts'

/** How often a block of columns is missing together, relative to the missing rate. */
const BLOCKS = {
  /** user: most visitors are not logged in. */
  login: 7,
  /** region, age, interest, activity */
  profile: 1,
  /** site, siteCategory */
  site: 0.6,
  /** depth, gap */
  session: 1,
  /** advertiser, adCategory, quality */
  details: 0.6,
  /** match */
  text: 0.6,
  /** bid, adAge */
  auction: 1,
} as const

export type Block = keyof typeof BLOCKS

const MOST = 0.9

export const BLOCK_OF: Partial<Record<FieldId, Block>> = {
  user: 'login',
  region: 'profile',
  age: 'profile',
  interest: 'profile',
  site: 'site',
  siteCategory: 'site',
  advertiser: 'details',
  adCategory: 'details',
}

/** Share of requests or candidates that lack a block. */
export function absence(block: Block, missingRate: number): number {
  return Math.min(MOST, BLOCKS[block] * missingRate)
}
