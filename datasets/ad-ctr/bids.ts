import { exp } from '../../src/core/kernel/math.ts'
import type { Random } from '../../src/core/kernel/random.ts'
import type { Table } from '../../src/core/kernel/table.ts'
import { FIELD, type FieldSize } from './fields.ts'

/** Dollars for a click that half of the ads bid less than. */
const MEDIAN = 0.5

/** Standard deviation of the logarithm: between ads, and of one ad from request to request. */
const OF_ADS = 0.6
const OF_REQUESTS = 0.3

/** More than there are codes of ads. */
const ADS = 65_536

/**
 * What an ad bids for a click in a request, in dollars: log-normal, and independent of whether it is clicked. It follows from the ad and the
 * request alone, from streams of their own, so it is the same wherever the ad is shown and whichever rows are drawn.
 */
export function createBids(sizes: readonly FieldSize[], ofAds: Random, ofRequests: Random) {
  const { known, fresh } = sizes[FIELD.ad]
  let levels: Float64Array | null = null
  return ({ categorical, request }: Pick<Table, 'categorical' | 'request'>, rows: Uint32Array): Float32Array => {
    if (!levels) ofAds.at(0).normals((levels = new Float64Array(1 + known + fresh)))
    const out = new Float32Array(rows.length)
    for (let i = 0; i < rows.length; i++) {
      const ad = categorical[FIELD.ad][rows[i]]
      const moment = ofRequests.at(request![rows[i]] * ADS + ad).normal()
      out[i] = MEDIAN * exp(OF_ADS * levels[ad] + OF_REQUESTS * moment)
    }
    return out
  }
}
