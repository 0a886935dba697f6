import type { SettingsOf } from '../../src/core/kernel/knobs.ts'
import type { Layout, Schema } from '../../src/core/kernel/table.ts'
import type { knobs } from './knobs.ts'

export type AdCtrSettings = SettingsOf<typeof knobs>

/** Candidates in a slate, shown at positions 1 … 20. */
export const SLATE = 20

/** Id, label, what it is, values at full cardinality, whether the cardinality knob shrinks it, new values that wait. */
const FIELDS = [
  ['user', 'User', 'Who asked; empty for visitors who are not logged in.', 50_000, true, 5_000],
  ['region', 'Region', 'Where the user lives.', 40, false, 0],
  ['age', 'Age band', 'Age of the user, in bands.', 6, false, 0],
  ['interest', 'Interest', 'The main interest in the user’s profile.', 12, false, 0],
  ['site', 'Site', 'Site or app with the ad slot.', 1_000, true, 200],
  ['siteCategory', 'Site category', 'What the site is about.', 12, false, 6],
  ['device', 'Device', 'Phone, desktop or tablet.', 3, false, 0],
  ['hour', 'Hour', 'Hour of the day of the request.', 24, false, 0],
  ['ad', 'Ad', 'The creative shown.', 20_000, true, 2_000],
  ['advertiser', 'Advertiser', 'Who pays for the ad.', 800, true, 80],
  ['adCategory', 'Ad category', 'What the advertiser sells.', 16, false, 8],
  ['format', 'Format', 'Text, image, carousel, video or interactive.', 5, false, 0],
] as const

export type FieldId = (typeof FIELDS)[number][0]

const NUMBERS = [
  ['affinity', 'Affinity score', 'Score from 0 to 100 of user and ad, from the model of another team, mean 50.'],
  ['match', 'Text match', 'Standardised similarity of the ad’s text and the page.'],
  ['quality', 'Landing quality', 'Standardised quality of the landing page.'],
  ['bid', 'Bid', 'Advertiser’s bid for a thousand impressions; log-normal.'],
  ['adAge', 'Ad age', 'Days since the ad went live; log-normal.'],
  ['activity', 'User activity', 'Pages the user read last week; log-normal.'],
  ['depth', 'Session depth', 'Pages seen so far in this visit.'],
  ['gap', 'Time since visit', 'Hours since the visit before; log-normal, very heavy-tailed.'],
] as const

export type NumberId = (typeof NUMBERS)[number][0]

/** Place of each categorical column in the table. */
export const FIELD = Object.fromEntries(FIELDS.map(([id], i) => [id, i])) as Record<FieldId, number>

/** Place of each numeric column in the table. */
export const NUMBER = Object.fromEntries(NUMBERS.map(([id], i) => [id, i])) as Record<NumberId, number>

/** The fields before this one belong to a request, the others to its candidates. */
export const FIRST_CANDIDATE_FIELD = FIELD.ad

/** The numbers from this one on belong to a request, the others to its candidates. */
export const FIRST_REQUEST_NUMBER = NUMBER.activity

/** Pairs of fields whose values have an effect together, beyond the effects that each has alone. */
export const fieldCrosses = [
  ['interest', 'adCategory'],
  ['siteCategory', 'adCategory'],
  ['age', 'adCategory'],
  ['age', 'format'],
  ['device', 'format'],
] as const satisfies readonly (readonly [FieldId, FieldId])[]

/** All that has an effect together, the pair of numbers included. */
export const crosses = [...fieldCrosses, ['match', 'quality']] as const

export const layout: Layout = { labelTime: false, request: true, position: true, truth: true, relevance: true }

export interface FieldSize {
  /** Values at the beginning of the world, coded 1 … known. */
  readonly known: number
  /** Values that only the `unseen` bend brings, coded known + 1 … known + fresh. */
  readonly fresh: number
}

export function sizesOf(settings: AdCtrSettings): readonly FieldSize[] {
  return FIELDS.map(([, , , size, shrinks, fresh]) => {
    const share = shrinks ? settings.cardinality : 1
    return { known: Math.max(3, Math.round(size * share)), fresh: fresh && Math.max(4, Math.round(fresh * share)) }
  })
}

export function schemaOf(sizes: readonly FieldSize[]): Schema {
  return {
    numeric: NUMBERS.map(([id, label, help]) => ({ id, label, help })),
    categorical: FIELDS.map(([id, label, help], i) => ({ id, label, help, cardinality: sizes[i].known })),
    rowsPerRequest: SLATE,
  }
}
