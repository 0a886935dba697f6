import type { Basis } from '../core/metrics/basis.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { scenarioOf } from '../scenarios/stories/index.ts'

/** Which rows and labels every number of a lab's pages is about; without a truth nothing is expected. */
export function basisOf({ scenario, view }: LabDocument): Basis {
  return { part: view.part, expected: view.expected && scenarioOf(scenario).truth !== false }
}
