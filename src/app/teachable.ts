import { datasetOf } from '../../datasets/index.ts'
import { splitKnobs } from '../core/training/split-knobs.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { driftKnobs } from '../scenarios/knobs.ts'
import { scenarioOf } from '../scenarios/stories/index.ts'
import { laneLabel } from '../state/entrant.ts'
import { knobsOf } from '../state/knobs-of.ts'
import { stepsOf } from '../labs/steps.ts'
import type { View } from '../views/view.ts'

/** Something a teacher can hide, and lock where it can be changed. */
export interface Teachable {
  /** As it stands in a link. */
  readonly id: string
  readonly label: string
  readonly canLock: boolean
}

interface TeachableGroup {
  readonly title: string
  readonly items: readonly Teachable[]
}

/** Everything on the pages of this lab that a teacher can take away or hold, with these pictures. */
export function teachablesOf(document: LabDocument, views: readonly View[]): readonly TeachableGroup[] {
  const { knobs } = datasetOf(scenarioOf(document.scenario).dataset)
  const control = (id: string, label: string): Teachable => ({ id, label, canLock: true })
  return [
    {
      title: 'Lab',
      items: [
        control('train', 'Train'),
        control('seed', 'Seed'),
        control('engine', 'Engine'),
        control('scenario', 'Scenario'),
        control('metric', 'Metric tabs'),
        control('part', 'Rows: validation or test'),
        control('expected', 'Reading: expected or labelled'),
        control('prevalence', 'Prevalence'),
        control('k', 'Cut-off k'),
        control('gain', 'Gain'),
        control('models', 'Adding and removing models'),
        control('presets', 'Start from…'),
        { id: 'goal', label: 'Goal of a preset', canLock: false },
        { id: 'threshold', label: 'Threshold in words', canLock: false },
        { id: 'readings', label: 'Numbers above the data', canLock: false },
        { id: 'share', label: 'Share', canLock: false },
        { id: 'export', label: 'Saving rows', canLock: false },
        { id: 'teacher', label: 'Teach', canLock: false },
      ],
    },
    {
      title: 'Steps',
      items: stepsOf(scenarioOf(document.scenario)).map(({ id, label }) => control(`step-${id}`, label)),
    },
    {
      title: 'World',
      items: [
        ...Object.entries(knobs).map(([id, knob]) => control(id, knob.label)),
        ...Object.entries(splitKnobs).map(([id, knob]) => control(id, knob.label)),
      ],
    },
    ...document.lanes.map((lane) => ({
      title: laneLabel(lane),
      items: Object.entries(knobsOf(lane)).map(([id, knob]) => control(`${lane.id}.${id}`, knob.label)),
    })),
    {
      title: 'Operation',
      items: [
        control('inject', 'Inject drift'),
        control('retrain', 'Retrain'),
        ...Object.entries(driftKnobs).map(([id, knob]) => control(`drift.${id}`, knob.label)),
      ],
    },
    { title: 'Pictures', items: views.map((view) => ({ id: view.id, label: view.label, canLock: false })) },
  ]
}
