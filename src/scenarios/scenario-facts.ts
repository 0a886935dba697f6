import type { DecisionKindId } from '../core/value/kinds/index.ts'

/** What of a scenario its knobs may differ by. */
export interface ScenarioFacts {
  readonly id: string
  readonly label: string
  readonly dataset: string
  /** No true probability of its rows is known: there is no ceiling, and nothing is expected. */
  readonly truth?: false
  /** Where rows are clustered: by how much expected values are off their mean over worlds, as measured; left out where they are not. */
  readonly expectedBias?: string
  /** The kind of decision that its values are of, everywhere, and what their unit is called. */
  readonly value: { readonly kind: DecisionKindId; readonly unit: string }
  /** Ids of the pages that it has, of those in `labs/steps.ts`. */
  readonly steps: readonly string[]
  /** Where it opens; Models where left out. */
  readonly step?: string
  /** Id of the drift that is injected unless another is chosen; left out where nothing in its world can change. */
  readonly drift?: string
  /** Metric ids shown as tabs, the headline first. */
  readonly metrics: readonly string[]
}
