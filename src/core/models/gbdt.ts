import type { Knobs } from '../kernel/knobs.ts'
import type { TrainingFacts } from './model.ts'
import type { TreesModel } from './trees-model.ts'
import { numberOf, trainingKnobs } from './training-knobs.ts'
import { treatmentKnobs } from './treatment-knobs.ts'

/** Up to FEW_ROWS training rows leaves are shrunk most, from ENOUGH_ROWS on not more than usual (tests/parity). */
const [FEW_ROWS, ENOUGH_ROWS] = [700, 2_000]
const [LEAST_LAMBDA, MOST_LAMBDA] = [1, 30]

const knobs = {
  maxDepth: {
    type: 'number',
    label: 'Depth',
    group: 'Model',
    help: 'Most tests between the root of a tree and a leaf: how many columns can act together.',
    default: 6,
    min: 1,
    max: 12,
    step: 1,
    integer: true,
  },
  growth: {
    type: 'choice',
    label: 'Growth',
    group: 'Model',
    help: 'Which leaf is split next.',
    default: 'depth',
    options: [
      {
        value: 'depth',
        label: 'depth by depth',
        help: 'All leaves of one depth, then of the next: even trees, as XGBoost grows them.',
      },
      {
        value: 'leaf',
        label: 'best leaf first',
        help: 'Always the leaf that gains most: deep where it pays, as LightGBM grows them.',
      },
    ],
  },
  maxLeaves: {
    type: 'number',
    label: 'Leaves',
    group: 'Model',
    help: 'Most leaves of a tree; 0 leaves it to the depth.',
    default: 0,
    min: 0,
    max: 512,
    step: 1,
    integer: true,
  },
  rounds: {
    type: 'number',
    label: 'Rounds',
    group: 'Training',
    help: 'Trees, one after the other; each corrects the errors of those before it.',
    default: 100,
    min: 1,
    max: 1000,
    scale: 'log',
    integer: true,
  },
  eta: {
    type: 'number',
    label: 'Eta',
    group: 'Training',
    help: 'What every leaf is shrunk by. Smaller values need more rounds and give better results.',
    default: 0.1,
    min: 0.01,
    max: 1,
    scale: 'log',
  },
  rowShare: {
    type: 'number',
    label: 'Rows of a tree (subsample)',
    group: 'Training',
    help: 'Share of the training rows that each tree sees, drawn anew: so that trees make different errors.',
    default: 1,
    min: 0.1,
    max: 1,
    step: 0.05,
    unit: 'share',
  },
  columnShare: {
    type: 'number',
    label: 'Columns of a tree (colsample)',
    group: 'Training',
    help: 'Share of the columns that each tree may test, drawn anew.',
    default: 1,
    min: 0.1,
    max: 1,
    step: 0.05,
    unit: 'share',
  },
  minChildWeight: {
    type: 'number',
    label: 'Least child weight (min child weight)',
    group: 'Regularisation',
    help: 'What a leaf must hold at least. It counts Σp(1−p), not rows: at one positive in ten thousand a weight of 1 wants 10,000 rows a leaf.',
    default: 1,
    min: 0,
    max: 100,
    step: 0.01,
  },
  lambda: {
    type: 'number',
    label: 'Lambda',
    group: 'Regularisation',
    help: 'λ of ½λ‖leaf‖²: pulls leaves that rest on few rows towards zero.',
    default: 'auto',
    auto: '1 from 2,000 training rows on; with fewer rows more, up to 30, as trees memorise so few.',
    min: 0,
    max: 100,
    step: 0.1,
  },
  gamma: {
    type: 'number',
    label: 'Gamma',
    group: 'Regularisation',
    help: 'What a split must gain at least to be made.',
    default: 0,
    min: 0,
    max: 100,
    step: 0.1,
  },
  patience: {
    type: 'number',
    label: trainingKnobs.patience.label,
    group: trainingKnobs.patience.group,
    help: 'Rounds without a better validation log loss before it stops; the trees up to the best are kept, so validation looks a little too good, and test does not. 0 never stops early and keeps all.',
    default: 0,
    min: 0,
    max: 100,
    step: 1,
    integer: true,
  },
  riskyAmounts: {
    type: 'switch',
    label: 'Higher amount is never safer',
    group: 'Regularisation',
    help: 'Holds the score never to fall when the amount rises, nor with the columns that this world works out from it (over usual, spent in a day, mean amounts). In your own file these are not known: only the amount column itself is held, with all others equal. It costs some ranking where small amounts are tried first. Where rows have no amount it does nothing.',
    default: false,
  },
  bins: {
    type: 'number',
    label: 'Bins',
    group: 'Features',
    help: 'A numeric column is cut into as many parts of about as many rows; a tree can only split there.',
    default: 256,
    min: 4,
    max: 256,
    scale: 'log',
    integer: true,
  },
  categories: {
    type: 'choice',
    label: 'Categories',
    group: 'Features',
    help: 'How a tree can split a categorical column.',
    default: 'sets',
    options: [
      {
        value: 'sets',
        label: 'sets of values',
        help: 'Whether it is one of up to four values, those that differ most at this split, as LightGBM does.',
      },
      {
        value: 'ranks',
        label: 'rank by frequency',
        help: 'Whether it is among the most frequent so many: the only split of trees that read numbers alone.',
      },
    ],
  },
  position: trainingKnobs.position,
  ...treatmentKnobs,
} as const satisfies Knobs

/** Gradient boosted trees on histograms (Chen & Guestrin 2016; Ke et al. 2017). */
export const gbdt: TreesModel<typeof knobs> = {
  learner: 'trees',
  id: 'gbdt',
  label: 'Boosted trees',
  help: 'Adds up trees that test one column after the other. Finds thresholds and pairs by itself, and needs no scaling, filling or encoding.',
  knobs,
  boosting: (settings, { amount, withAmount }) => ({
    rounds: settings.rounds,
    eta: settings.eta,
    maxDepth: settings.maxDepth,
    maxLeaves: settings.maxLeaves,
    growth: settings.growth === 'leaf' ? 'leaf' : 'depth',
    minChildWeight: settings.minChildWeight,
    lambda: numberOf(settings.lambda, LEAST_LAMBDA),
    gamma: settings.gamma,
    bins: settings.bins,
    categories: settings.categories === 'ranks' ? 'ranks' : 'sets',
    rowShare: settings.rowShare,
    columnShare: settings.columnShare,
    monotone: settings.riskyAmounts && amount ? { [amount]: 1, ...withAmount } : {},
    patience: settings.patience,
  }),
  automatic: (_settings, facts) => ({ lambda: lambdaOf(facts) }),
}

/** A quarter of the Σp(1−p) of all rows where there are few of them: a leaf then moves by a fraction of what its rows say. */
function lambdaOf({ rows, positives, meanWeight }: TrainingFacts): number {
  const p = positives / Math.max(1, rows)
  const whole = rows * p * (1 - p) * meanWeight
  const fewness = Math.min(1, Math.max(0, (ENOUGH_ROWS - rows) / (ENOUGH_ROWS - FEW_ROWS)))
  return Math.max(LEAST_LAMBDA, Math.round(fewness * Math.min(MOST_LAMBDA, whole / 4)))
}
