import type { Knobs } from '../../kernel/knobs.ts'
import { classesOf } from '../classes.ts'
import { drawWithout } from '../even-counts.ts'
import { LEVEL_HELP } from '../level.ts'
import type { Treatment } from '../treatment.ts'
import { undoOdds } from '../undo.ts'

const knobs = {
  keepBy: {
    type: 'choice',
    label: 'Negatives kept',
    group: 'Imbalance',
    help: 'Whether you say what share of the kept rows is positive, or what share of negatives is kept.',
    default: 'share',
    options: [
      { value: 'share', label: 'to a share of positives', help: 'As many as leave positives that share of all rows.' },
      { value: 'rate', label: 'at a rate', help: 'That share of all negatives.' },
    ],
  },
  keepShare: {
    type: 'number',
    label: 'Positives after dropping',
    group: 'Imbalance',
    help: 'Share of positives among the rows that are kept; where there are more already, nothing is dropped.',
    default: 0.1,
    min: 0.001,
    max: 0.5,
    scale: 'log',
    unit: 'share',
  },
  keepRate: {
    type: 'number',
    label: 'Rate of negatives',
    group: 'Imbalance',
    help: 'β: this share of negatives is kept, and the odds that the model learns are 1 ÷ β too high.',
    default: 0.1,
    min: 0.0001,
    max: 1,
    scale: 'log',
    unit: 'share',
  },
} as const satisfies Knobs

/** Some negatives, drawn without replacement, and all positives (Dal Pozzolo et al. 2015). */
export const underSampling: Treatment<typeof knobs> = {
  id: 'under-sampling',
  label: 'under-sampling',
  help: 'Drops negatives at random: quicker, but their information is lost. Predicted odds come out too high by about one over the share kept.',
  distortion: 'known',
  undoHelp: `Undoing multiplies odds by the share of negatives kept. That is exact only where training has reached the smallest loss there is: logistic regression nearly does, boosted trees do not. ${LEVEL_HELP}`,
  knobs,
  reshapes: true,
  isKnobShown: (id, { keepBy }) => id === 'keepBy' || (id === 'keepRate') === (keepBy === 'rate'),
  apply({ table, rows }, { keepBy, keepShare, keepRate }, random) {
    const { positives, negatives } = classesOf({ table, rows })
    const wanted = keepBy === 'rate' ? keepRate * negatives.length : ((1 - keepShare) / keepShare) * positives.length
    const count = Math.max(1, Math.min(negatives.length, Math.round(wanted)))
    const isKept = drawWithout(count, negatives.length, random.stream('under-sampling'))
    let negative = 0
    const kept = rows.filter((row) => table.label[row] || isKept[negative++])
    return {
      table,
      rows: kept,
      weights: null,
      focal: 0,
      undo: undoOdds(negatives.length / count),
      isIdle: count === negatives.length,
    }
  },
}
