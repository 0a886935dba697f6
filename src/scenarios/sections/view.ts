import { AUTO, parseSettings, type Auto, type Knobs } from '../../core/kernel/knobs.ts'
import type { Part } from '../../core/metrics/basis.ts'
import { metrics } from '../../core/metrics/index.ts'
import { brief } from '../brief.ts'
import type { ScenarioFacts } from '../scenario-facts.ts'
import { section, type Section } from './section.ts'

export interface View {
  /** Id of one of the scenario's steps. */
  readonly step: string
  /** Metric id shown in the big picture. */
  readonly metric: string
  readonly k: number
  readonly gain: 'linear' | 'exponential'
  /** Which rows the numbers of the page are about. */
  readonly part: Part
  /** Whether curves show the expected metric where there is one. */
  readonly expected: boolean
  /** Share of positives to which the curves and counts of Evaluation thin them; `auto` is the rows' own. */
  readonly prevalence: number | Auto
  /** null is the run's own, chosen on validation. */
  readonly threshold: number | null
}

/** What is looked at, and how. */
export const view: Section<'view', View> = {
  ...section({
    id: 'view',
    label: 'What is looked at',
    heading: () => 'What is looked at: k and gain count here, the rest is for the page',
    step: null,
    isFlat: true,
    untaught: ['step'],
    knobs: viewKnobs,
  }),
  read: (scenario, raw) => {
    const { threshold, ...rest } = raw
    const { settings, notes } = parseSettings(viewKnobs(scenario), rest)
    const cut = readThreshold(threshold)
    return {
      settings: {
        ...settings,
        gain: settings.gain as View['gain'],
        part: settings.part as Part,
        threshold: cut.threshold,
      },
      notes: [...notes, ...cut.notes],
    }
  },
  write: ({ threshold, ...settings }) => ({ ...settings, threshold: threshold ?? AUTO }),
}

/** What is no share is none at all: a threshold is never clamped. */
function readThreshold(raw: unknown): { readonly threshold: number | null; readonly notes: readonly string[] } {
  if (raw === undefined || raw === null || raw === AUTO) return { threshold: null, notes: [] }
  const number = typeof raw === 'number' || (typeof raw === 'string' && raw !== '') ? Number(raw) : NaN
  if (number >= 0 && number <= 1) return { threshold: number, notes: [] }
  return {
    threshold: null,
    notes: [`Threshold: ${brief(raw)} is not between 0 and 1; using the one each run chose`],
  }
}

export function viewKnobs(scenario: ScenarioFacts) {
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
    threshold: {
      type: 'number',
      label: 'Threshold',
      help: 'Where scores become alerts on the page; where it is left out, each run chooses its own.',
      default: AUTO,
      min: 0,
      max: 1,
    },
  } as const satisfies Knobs
}
