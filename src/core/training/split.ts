import type { Knobs, SettingsOf } from '../kernel/knobs.ts'
import type { Random } from '../kernel/random.ts'
import type { Table } from '../kernel/table.ts'

export const splitKnobs = {
  split: {
    type: 'choice',
    label: 'Split',
    group: 'Split',
    help: 'How rows are parted into training, validation and test (70/10/20). Requests are never cut.',
    default: 'time',
    options: [
      { value: 'time', label: 'by time', help: 'Train on the past, test on the future, as production does.' },
      { value: 'random', label: 'random', help: 'Requests are dealt at random: the test peeks at the same days.' },
      { value: 'fold', label: '5-fold', help: 'One fifth of the requests is the test; choose which with the fold.' },
    ],
  },
  fold: {
    type: 'number',
    label: 'Fold',
    group: 'Split',
    help: 'Which of the five folds is the test; used by the 5-fold split only.',
    default: 1,
    min: 1,
    max: 5,
    step: 1,
    integer: true,
  },
} as const satisfies Knobs

export type SplitSettings = SettingsOf<typeof splitKnobs>

/** Row numbers of each part, ascending. */
export interface Split {
  readonly train: Uint32Array
  readonly validation: Uint32Array
  readonly test: Uint32Array
}

const TRAIN = 0
const VALIDATION = 1
const TEST = 2

/**
 * Parts a table 70/10/20 (5-fold: 70/10/20 with the chosen fifth as test), never cutting a request. Rows that a model is
 * retrained on are all in the past: they are parted 90/10 by time, with no test.
 */
export function splitOf(table: Table, settings: SplitSettings, random: Random, retrain: boolean): Split {
  const starts = requestStarts(table)
  const requests = starts.length - 1
  const parts = new Uint8Array(requests)
  const cut = (share: number) => Math.round(share * requests)
  if (retrain) parts.fill(VALIDATION, cut(0.9))
  else if (settings.split === 'time') parts.fill(VALIDATION, cut(0.7)).fill(TEST, cut(0.8))
  else {
    const dealt = random.stream('split').shuffle(Uint32Array.from({ length: requests }, (_, i) => i))
    const first = settings.split === 'fold' ? settings.fold - 1 : 4
    const [from, to] = [cut(first / 5), cut((first + 1) / 5)]
    const rest = requests - (to - from)
    dealt.forEach((request, place) => {
      if (place >= from && place < to) parts[request] = TEST
      else if ((place < from ? place : place - (to - from)) >= Math.round((7 / 8) * rest)) parts[request] = VALIDATION
    })
  }
  return {
    train: rowsIn(TRAIN, parts, starts),
    validation: rowsIn(VALIDATION, parts, starts),
    test: rowsIn(TEST, parts, starts),
  }
}

/** First row of each request, then the number of rows; every row is a request where rows are not grouped. */
function requestStarts({ rows, request }: Table): Uint32Array {
  const starts: number[] = []
  for (let row = 0; row < rows; row++) if (!request || row === 0 || request[row] !== request[row - 1]) starts.push(row)
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
