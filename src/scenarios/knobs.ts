import { DAY } from '../core/kernel/time.ts'
import type { Dataset } from '../../datasets/dataset.ts'
import { driftKinds } from '../core/drift/kinds/index.ts'
import { engines } from '../core/engines/index.ts'
import { AUTO, type Knobs } from '../core/kernel/knobs.ts'
import { metrics } from '../core/metrics/index.ts'
import type { Scenario } from './scenario.ts'

/** What belongs to no world and no model. */
export const labKnobs = {
  seed: {
    type: 'number',
    label: 'Seed',
    help: 'Where all chance starts: the same seed gives the same rows, weights and order of rows.',
    default: 1,
    min: 0,
    max: 4_294_967_295,
    step: 1,
    integer: true,
  },
  engine: {
    type: 'choice',
    label: 'Engine',
    help: 'What does the arithmetic of networks. Auto takes what repeats bit for bit, so that the same seed gives the same numbers on every machine; a faster engine has to be chosen, and says what it gives up.',
    default: 'auto',
    options: [
      { value: 'auto', label: 'auto' },
      ...engines.map((engine) => ({ value: engine.id, label: engine.label, help: engine.help })),
    ],
  },
} as const satisfies Knobs

/** The drift that one press injects; `delay` and `span` in simulated seconds. */
export const driftKnobs = {
  kind: {
    type: 'choice',
    label: 'What changes',
    help: 'Which part of the world moves. The truth moves with it: a ceiling that is known stays known.',
    default: driftKinds[0].id,
    options: driftKinds.map((kind) => ({ value: kind.id, label: kind.label, help: kind.help })),
  },
  shape: {
    type: 'choice',
    label: 'Shape',
    help: 'Sudden is there at once, gradual grows over the span, recurring comes and goes with it.',
    default: 'sudden',
    options: [
      { value: 'sudden', label: 'sudden' },
      { value: 'gradual', label: 'gradual' },
      { value: 'recurring', label: 'recurring' },
    ],
  },
  size: {
    type: 'number',
    label: 'Size',
    help: 'How much of it changes; 100 % is as far as it goes.',
    default: 0.8,
    min: 0.05,
    max: 1,
    step: 0.05,
    unit: 'share',
  },
  delay: {
    type: 'number',
    label: 'Begins in',
    help: 'How much simulated time passes between the press of Inject drift and the first moment that is different.',
    default: 0,
    min: 0,
    max: 7 * DAY,
    step: DAY / 4,
    unit: 'days',
  },
  span: {
    type: 'number',
    label: 'Span',
    help: 'How long a gradual drift takes, or how long a recurring one stays and stays away.',
    default: 2 * DAY,
    min: DAY / 4,
    max: 14 * DAY,
    step: DAY / 4,
    unit: 'days',
  },
} as const satisfies Knobs

/** The same with those kinds only that move something in a dataset's world; all of them where none does, and none can be injected. */
export function driftKnobsFor({ levers }: Pick<Dataset, 'levers'>): typeof driftKnobs {
  const kinds = driftKinds.filter(({ lever }) => levers.includes(lever))
  if (kinds.length === 0) return driftKnobs
  const options = driftKnobs.kind.options.filter(({ value }) => kinds.some(({ id }) => id === value))
  return { ...driftKnobs, kind: { ...driftKnobs.kind, default: options[0].value, options } }
}

/** What is looked at, and how. */
export function viewKnobs(scenario: Scenario) {
  return {
    step: {
      type: 'choice',
      label: 'Step',
      help: 'The page that is open.',
      default: scenario.step ?? 'models',
      options: scenario.steps.map((value) => ({ value, label: value })),
    },
    metric: {
      type: 'choice',
      label: 'Metric',
      help: 'The metric in the big picture.',
      default: scenario.metrics[0],
      options: metrics.map((metric) => ({ value: metric.id, label: metric.label, help: metric.help })),
    },
    k: {
      type: 'number',
      label: 'Cut-off k',
      help: 'How many of the top places of a request count in NDCG, MAP, precision and recall at k.',
      default: 10,
      min: 1,
      max: 20,
      step: 1,
      integer: true,
    },
    gain: {
      type: 'choice',
      label: 'Gain',
      help: 'What a relevant item is worth in NDCG: its relevance, or 2 to the power of it, less one.',
      default: 'linear',
      options: [
        { value: 'linear', label: 'linear' },
        { value: 'exponential', label: 'exponential' },
      ],
    },
    part: {
      type: 'choice',
      label: 'Measured on',
      help: 'Which rows every number of the page is about. Models, thresholds and recalibration are chosen on validation; test is looked at once the choice is made.',
      default: 'validation',
      options: [
        { value: 'validation', label: 'validation' },
        { value: 'test', label: 'test' },
      ],
    },
    expected: {
      type: 'switch',
      label: 'Expected values',
      help:
        'Weigh each row by its true probability instead of the label that fell: far less noise when positives are few. Where rows are independent this is the mean over redrawn labels, to 10 % at 5 expected positives, 6 % at 20 and 2 % at 100.' +
        (scenario.expectedBias ? ` ${scenario.expectedBias}` : ''),
      default: scenario.truth !== false,
    },
    prevalence: {
      type: 'number',
      label: 'Prevalence',
      help: 'The share of positives in the rows that ROC, precision–recall and the counts of Evaluation are drawn for: the same model and rows, with positives thinned at random, in expectation. Each positive counts as a part of one, so the ROC curve and AUC stay as they are; precision, PR AUC, F1 and counts do not. No positives can be added: a share above that of the rows changes nothing. Calibration and the comparison of runs stay with the rows as they are.',
      default: AUTO,
      min: 0.0001,
      max: 0.2,
      scale: 'log',
      unit: 'share',
      auto: 'the share of positives that the rows have.',
    },
  } as const satisfies Knobs
}
