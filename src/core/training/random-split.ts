import type { Random } from '../kernel/random.ts'
import type { Table } from '../kernel/table.ts'

/** Shares of the requests: training, then training and validation. */
export const TRAINED = 0.7
export const PAST = 0.8
/** With fewer requests of the rarer class than this, each part gets its share of them, or a part may be left with none. */
export const RARE = 50

export interface Dealing {
  /** Which fifth is the test, 0 … 4. */
  readonly fifth: number
  /** Whether each part gets the same share of positives; where that is left out, only where they are rare. */
  readonly isStratified?: boolean
}

/** Rows of each part: requests drawn at random, never cut, a fifth of them the test, and an eighth of the rest validation. */
export function splitAtRandom(table: Table, { fifth, isStratified }: Dealing, random: Random) {
  const starts = requestStarts(table)
  const requests = starts.length - 1
  const order = random.stream('split').shuffle(Uint32Array.from({ length: requests }, (_, i) => i))
  const positive = positiveRequests(table, starts)
  const positives = positive.reduce((sum, each) => sum + each, 0)
  const isRare = positives > 0 && Math.min(positives, requests - positives) < RARE
  const parts = new Uint8Array(requests)
  if (isStratified ?? isRare)
    for (const stratum of [1, 0])
      assign(
        order.filter((request) => positive[request] === stratum),
        fifth,
        parts
      )
  else assign(order, fifth, parts)
  const [train, validation, test] = [0, 1, 2].map((part) => rowsIn(part, parts, starts))
  return { train, validation, test }
}

/** Whether a table has so few of one class that a random split deals them share by share. */
export function isRare(table: Table): boolean {
  const positive = positiveRequests(table, requestStarts(table))
  const positives = positive.reduce((sum, each) => sum + each, 0)
  return positives > 0 && Math.min(positives, positive.length - positives) < RARE
}

function assign(order: Uint32Array, fifth: number, parts: Uint8Array): void {
  const [from, to] = [Math.round((fifth / 5) * order.length), Math.round(((fifth + 1) / 5) * order.length)]
  const rest = order.length - (to - from)
  order.forEach((request, place) => {
    if (place >= from && place < to) parts[request] = 2
    else if ((place < from ? place : place - (to - from)) >= Math.round((TRAINED / PAST) * rest)) parts[request] = 1
  })
}

function positiveRequests({ label }: Table, starts: Uint32Array): Uint8Array {
  const positive = new Uint8Array(starts.length - 1)
  for (let request = 0; request < positive.length; request++)
    for (let row = starts[request]; row < starts[request + 1]; row++) if (label[row] === 1) positive[request] = 1
  return positive
}

/** First row of each request, then the number of rows; every row is a request where rows are not grouped. */
function requestStarts({ rows, request }: Table): Uint32Array {
  if (!request) return Uint32Array.from({ length: rows + 1 }, (_, row) => row)
  const starts: number[] = []
  for (let row = 0; row < rows; row++) if (row === 0 || request[row] !== request[row - 1]) starts.push(row)
  return Uint32Array.from([...starts, rows])
}

function rowsIn(part: number, parts: Uint8Array, starts: Uint32Array): Uint32Array {
  let count = 0
  parts.forEach((each, i) => (count += each === part ? starts[i + 1] - starts[i] : 0))
  const rows = new Uint32Array(count)
  let at = 0
  parts.forEach((each, i) => {
    if (each === part) for (let row = starts[i]; row < starts[i + 1]; row++) rows[at++] = row
  })
  return rows
}
