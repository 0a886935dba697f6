import type {
  Decision,
  DecisionSpec,
  ExampleReport,
  ExampleSpec,
  IntervalReport,
  IntervalSpec,
  SliceReport,
  SliceSpec,
  ValueSpec,
} from '../../decisions/contract.ts'
import type { ValueReport } from '../../value/report.ts'
import type { Why } from '../contract.ts'
import type { House } from '../house.ts'
import { whyOf } from '../why.ts'

/** What may be asked of a trained model and some rows. */
export function questionsDoor({ tables, runs, decisions }: House) {
  return {
    /** Curves of a run that costs, capacity and gains are read off. */
    decide: async (runId: string, spec: DecisionSpec): Promise<Decision> =>
      decisions.decide(runs.served.get(runId), spec),

    /** What the decisions of a run are worth, under these settings; rejects where these rows leave nothing of that kind to decide. */
    value: async (runId: string, spec: ValueSpec): Promise<ValueReport> =>
      decisions.value(runs.served.get(runId), spec),

    /** 95 % intervals from redraws of whole clusters. Rejects where `stopIntervals` ends it. */
    intervals: async (runId: string, spec: IntervalSpec): Promise<IntervalReport> =>
      decisions.intervals(runs.served.get(runId), spec),

    /** Ends the redraws under way. */
    stopIntervals: async (): Promise<void> => decisions.stop(),

    slices: async (runId: string, spec: SliceSpec): Promise<SliceReport> =>
      decisions.slices(runs.served.get(runId), spec),

    /** Rows of one cell of the confusion matrix. */
    examples: async (runId: string, spec: ExampleSpec): Promise<ExampleReport> =>
      decisions.examples(runs.served.get(runId), spec),

    /** Why a row of the table has its score; rejects where the model's contributions are not known exactly. */
    async why(runId: string, row: number): Promise<Why> {
      const run = runs.served.get(runId)
      return whyOf(run, await tables.prepare(run.spec.recipe), row)
    },
  }
}
