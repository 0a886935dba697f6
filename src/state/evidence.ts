import type { Evidence } from '../scenarios/scenario.ts'
import type { OperationEvent, OperationSeries } from '../views/operation.ts'
import type { RunState } from './run.svelte.ts'

interface Watched {
  readonly windows: readonly OperationSeries[]
  readonly events: readonly OperationEvent[]
}

/** What really happened in the lab, as the checks of goals read it: finished runs oldest first. */
export function evidenceOf(runs: readonly RunState[], traffic: Watched, threshold: number | null): Evidence {
  const times = (kind: OperationEvent['kind']): number[] =>
    traffic.events.filter((event) => event.kind === kind).map((event) => event.time)
  return {
    runs: runs.flatMap((run) => {
      if (run.report === null || run.status !== 'finished') return []
      const { model, settings, recipe } = run.spec
      const { ceiling, trivial } = run.data.test ?? run.data.validation
      return {
        ...{ model, settings, ceiling, trivial, report: run.report, evaluations: run.evaluations },
        world: recipe.settings,
        split: recipe.split,
        seed: recipe.seed,
      }
    }),
    windows: traffic.windows.map((series) => series.reports),
    driftTimes: times('drift'),
    retrainTimes: times('retrain'),
    threshold,
  }
}
