import type { FieldId } from './fields.ts'

/** How often a block of columns is missing together, relative to the missing rate. */
export const BLOCKS = {
  /** user, region, age, interest, activity */
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

export const BLOCK_OF: Partial<Record<FieldId, keyof typeof BLOCKS>> = {
  user: 'profile',
  region: 'profile',
  age: 'profile',
  interest: 'profile',
  site: 'site',
  siteCategory: 'site',
  advertiser: 'details',
  adCategory: 'details',
}
