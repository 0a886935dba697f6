import type { Knobs } from '../../kernel/knobs.ts'
import { formatNumber } from '../../kernel/words.ts'
import { classesOf, positivesFor } from '../classes.ts'
import { evenCounts } from '../even-counts.ts'
import { LEVEL_HELP } from '../level.ts'
import type { Treatment } from '../treatment.ts'
import { undoOdds } from '../undo.ts'

const MOST_ROWS = 20_000_000

const knobs = {
  repeatShare: {
    type: 'number',
    label: 'Positives after repeating',
    group: 'Imbalance',
    help: 'Share of positives among all rows, repeats included; where there are more already, nothing is repeated.',
    default: 0.1,
    min: 0.001,
    max: 0.5,
    scale: 'log',
    unit: 'share',
  },
} as const satisfies Knobs

/** Positives repeated, each as often as any other or once more, next to where they stood. */
export const overSampling: Treatment<typeof knobs> = {
  id: 'over-sampling',
  label: 'over-sampling',
  help: 'Repeats positives: no row is lost, but few positives are soon memorised. Predicted odds come out too high by about how often they are repeated.',
  distortion: 'known',
  undoHelp: `Undoing divides odds by how often positives are repeated. That is exact only where training has reached the smallest loss there is: logistic regression nearly does, boosted trees do not. ${LEVEL_HELP}`,
  knobs,
  reshapes: true,
  apply({ table, rows }, { repeatShare }, random) {
    const { positives, negatives } = classesOf({ table, rows })
    const wanted = Math.max(positives.length, positivesFor(repeatShare, negatives.length))
    if (negatives.length + wanted > MOST_ROWS)
      throw new Error(
        `over-sampling would train on ${formatNumber(negatives.length + wanted)} rows; expected at most ${formatNumber(MOST_ROWS)}`
      )
    const times = evenCounts(wanted, positives.length, random.stream('over-sampling'))
    const repeated = new Uint32Array(negatives.length + wanted)
    let at = 0
    let positive = 0
    for (const row of rows) {
      const end = at + (table.label[row] ? times[positive++] : 1)
      repeated.fill(row, at, end)
      at = end
    }
    return {
      table,
      rows: repeated,
      weights: null,
      focal: 0,
      undo: undoOdds(wanted / positives.length),
      isIdle: wanted === positives.length,
    }
  },
}
