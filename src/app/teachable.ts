import { stepsOf } from '../labs/steps.ts'
import type { LabDocument } from '../scenarios/document.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { nameOf, sectionsOf } from '../scenarios/sections/of-scenario.ts'
import type { Section } from '../scenarios/sections/section.ts'
import { scenarioOf } from '../scenarios/stories/index.ts'
import { laneLabel } from '../state/entrant.ts'
import { knobsOf } from '../state/knobs-of.ts'
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
  const scenario = scenarioOf(document.scenario)
  const [root, own] = [true, false].map((isRoot) =>
    sectionsOf(scenario).filter((section) => (section.isRoot ?? false) === isRoot)
  )
  const canDrift = own.some(({ id }) => id === 'drift')
  return [
    { title: 'Lab', items: [...root.flatMap((section) => knobsIn(section, scenario)), ...actions] },
    { title: 'Steps', items: stepsOf(scenario).map(({ id, label }) => control(`step-${id}`, label)) },
    {
      title: 'Operation',
      items: [...(canDrift ? [control('inject', 'Inject drift')] : []), control('retrain', 'Retrain')],
    },
    ...own.map((section) => ({ title: section.label, items: knobsIn(section, scenario) })),
    ...document.lanes.map((lane) => ({
      title: laneLabel(lane),
      items: Object.entries(knobsOf(lane)).map(([id, knob]) => control(`${lane.id}.${id}`, knob.label)),
    })),
    { title: 'Pictures', items: views.map(({ id, label }) => shown(id, label)) },
  ]
}

/** What is no knob. */
const actions: readonly Teachable[] = [
  control('train', 'Train'),
  control('scenario', 'Scenario'),
  control('models', 'Adding and removing models'),
  control('presets', 'Learn'),
  shown('goal', 'Goal of a preset'),
  shown('readings', 'Numbers above the data'),
  shown('share', 'Share'),
  shown('export', 'Saving rows'),
  shown('teacher', 'Teach'),
]

function knobsIn(section: Section, scenario: Scenario): readonly Teachable[] {
  return Object.entries(section.knobs(scenario))
    .filter(([id]) => !section.untaught?.includes(id))
    .map(([id, knob]) => control(nameOf(section, id), knob.label))
}

function control(id: string, label: string): Teachable {
  return { id, label, canLock: true }
}

function shown(id: string, label: string): Teachable {
  return { id, label, canLock: false }
}
