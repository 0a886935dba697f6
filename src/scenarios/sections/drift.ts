import type { Dataset } from '../../../datasets/dataset.ts'
import { datasetOf } from '../../../datasets/index.ts'
import type { Drift } from '../../core/drift/kinds/kind.ts'
import { driftKinds, usualDrift } from '../../core/drift/kinds/index.ts'
import { parseSettings, type Knobs } from '../../core/kernel/knobs.ts'
import { DAY } from '../../core/kernel/time.ts'
import type { ScenarioFacts } from '../scenario-facts.ts'
import { section, type Section } from './section.ts'

/** A drift yet to be injected. */
export interface NextDrift extends Omit<Drift, 'start'> {
  /** Simulated seconds from the press to its start. */
  readonly delay: number
}

/** The drift that *Inject drift* injects. */
export const drift: Section<'drift', NextDrift> = {
  ...section({
    id: 'drift',
    label: 'Next drift',
    heading: () => 'The next drift, for the page',
    step: 'operation',
    isOfPresets: true,
    knobs,
    lacking: ({ dataset, label }) =>
      datasetOf(dataset).levers.length === 0 ? `nothing in the world of ${label} can change` : null,
  }),
  read: (scenario, raw) => {
    const { settings, notes } = parseSettings(knobs(scenario), raw)
    return { settings: { ...settings, shape: settings.shape as NextDrift['shape'] }, notes }
  },
  write: (settings) => ({ ...settings }),
}

function knobs({ dataset, drift }: ScenarioFacts): typeof driftKnobs {
  return driftKnobsFor(datasetOf(dataset), drift)
}

/** The drift that one press injects; `delay` and `span` in simulated seconds. */
export const driftKnobs = {
  kind: {
    type: 'choice',
    label: 'What changes',
    help: 'Which part of the world moves. The truth moves with it: a ceiling that is known stays known.',
    default: usualDrift,
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
function driftKnobsFor({ levers }: Pick<Dataset, 'levers'>, usual: string = usualDrift): typeof driftKnobs {
  const kinds = driftKinds.filter(({ lever }) => levers.includes(lever))
  if (kinds.length === 0) return driftKnobs
  const options = driftKnobs.kind.options.filter(({ value }) => kinds.some(({ id }) => id === value))
  return { ...driftKnobs, kind: { ...driftKnobs.kind, default: usual, options } }
}
