import { datasetOf } from '../../../datasets/index.ts'
import { decisionKnobs, decisionKnobsFor, type DecisionSettings } from '../../core/decisions/knobs.ts'
import { section, type Section } from './section.ts'

/** What errors cost, and how many alerts can be looked at. */
export const decision: Section<'decision', DecisionSettings> = section({
  id: 'decision',
  label: 'Decisions',
  step: 'decisions',
  knobs: ({ dataset, value }) => decisionKnobsFor(datasetOf(dataset), value.kind),
  every: decisionKnobs,
})
