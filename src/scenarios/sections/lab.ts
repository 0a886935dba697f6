import { engines, type EngineId } from '../../core/engines/index.ts'
import { parseSettings, type Knobs } from '../../core/kernel/knobs.ts'
import { section, type Section } from './section.ts'

const labKnobs = {
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

interface LabSettings {
  readonly seed: number
  readonly engine: EngineId | 'auto'
}

/** What belongs to no world and no model. */
export const lab: Section<'lab', LabSettings> = {
  ...section({
    id: 'lab',
    label: 'Lab',
    step: null,
    isFlat: true,
    isRoot: true,
    movesNumbers: true,
    knobs: () => labKnobs,
  }),
  read: (_, raw) => {
    const { settings, notes } = parseSettings(labKnobs, raw)
    return { settings: { ...settings, engine: settings.engine as LabSettings['engine'] }, notes }
  },
  write: ({ seed, engine }) => ({ seed, engine }),
}
