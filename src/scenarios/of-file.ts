import { datasetOf } from '../../datasets/index.ts'
import { scenarioOf, scenarios } from './stories/index.ts'

/** Whether a scenario is about rows that a person brings. */
export function isOfFile(scenario: string): boolean {
  return datasetOf(scenarioOf(scenario).dataset).fromFile ?? false
}

/** The scenario that takes in a file. */
export function scenarioOfFiles(): string {
  const found = scenarios.find(({ id }) => isOfFile(id))
  if (!found) throw new Error('no scenario takes in a file')
  return found.id
}
