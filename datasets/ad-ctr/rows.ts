import { expEach } from '../../src/core/kernel/math.ts'
import type { Codes } from '../../src/core/kernel/codes.ts'
import type { Table } from '../../src/core/kernel/table.ts'
import { FIRST_CANDIDATE_FIELD, FIRST_REQUEST_NUMBER, NUMBER, SLATE } from './fields.ts'
import type { Slate } from './slate.ts'

/** The places of a slate `first` … `end − 1`, in the order shown, and the row of a table that its first place would be. */
export interface Shown {
  readonly order: Uint8Array
  row: number
  first: number
  end: number
}

/**
 * Writes what a model sees of a slate, the affinity score aside, into the columns of a table.
 * A hot loop; tests/bench/rows/draw-ad-table.ts times it.
 */
export function rowWriter({ numeric, categorical }: Table) {
  const ofRequest = { codes: categorical.slice(0, FIRST_CANDIDATE_FIELD), numbers: numeric.slice(FIRST_REQUEST_NUMBER) }
  const [ad, advertiser, adCategory, format] = categorical.slice(FIRST_CANDIDATE_FIELD)
  const raised = new Float64Array(SLATE)

  return ({ visit, candidates }: Slate, shown: Shown): void => {
    for (let c = 0; c < visit.codes.length; c++) repeatCode(ofRequest.codes[c], visit.codes[c], shown)
    for (let c = 0; c < visit.numbers.length; c++) repeatNumber(ofRequest.numbers[c], visit.numbers[c], shown)
    writeCodes(ad, candidates.ad, shown)
    writeCodes(advertiser, candidates.advertiser, shown)
    writeCodes(adCategory, candidates.adCategory, shown)
    writeCodes(format, candidates.format, shown)
    writeNumbers(numeric[NUMBER.match], candidates.match, shown)
    writeNumbers(numeric[NUMBER.quality], candidates.quality, shown)
    for (let i = 0; i < SLATE; i++) raised[i] = 0.7 + 0.8 * candidates.bid[i]
    expEach(raised)
    writeNumbers(numeric[NUMBER.bid], raised, shown)
    for (let i = 0; i < SLATE; i++) raised[i] = 2.3 + candidates.adAge[i]
    expEach(raised)
    writeNumbers(numeric[NUMBER.adAge], raised, shown)
  }
}

function repeatCode(column: Codes, code: number, { row, first, end }: Shown): void {
  for (let place = first; place < end; place++) column[row + place] = code
}

function repeatNumber(column: Float32Array, number: number, { row, first, end }: Shown): void {
  for (let place = first; place < end; place++) column[row + place] = number
}

function writeCodes(column: Codes, codes: Uint16Array, { order, row, first, end }: Shown): void {
  for (let place = first; place < end; place++) column[row + place] = codes[order[place]]
}

function writeNumbers(column: Float32Array, numbers: Float64Array, { order, row, first, end }: Shown): void {
  for (let place = first; place < end; place++) column[row + place] = numbers[order[place]]
}
