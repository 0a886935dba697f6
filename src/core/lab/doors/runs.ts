import type { Draw } from '../../kernel/table.ts'
import type { Checkpoint, Correction, RunReport, RunSpec, VersionSpec } from '../../training/run.ts'
import type { MetricChoice, TrainOptions, Training, WindowReport, WindowSpec } from '../contract.ts'
import { NO_CORRECTION } from '../cross-fit.ts'
import type { House } from '../house.ts'
import { watcher } from '../watch.ts'

/** Models: trained, restored, wound back, and served to live traffic. */
export function runsDoor({ host, tables, runs, parts }: House) {
  const watch = watcher(host, tables)

  return {
    /** Starts an engine and fits a model's features ahead of its training. */
    warm: (spec: RunSpec, shared: Draw | null): Promise<void> => runs.warm(spec, shared),

    train(spec: RunSpec, options: TrainOptions): Training {
      parts.forget()
      return runs.train(spec, options)
    },

    restore: (spec: VersionSpec, checkpoint: Checkpoint, correction: Correction = NO_CORRECTION): Promise<void> =>
      runs.restore(spec, checkpoint, correction),

    /** Gives a model's memory back: until then it is among those `served`. */
    async release(runId: string): Promise<void> {
      runs.release(runId)
      parts.forget()
    },

    served: async (): Promise<readonly string[]> => runs.served.ids,

    /** A run of trees with its first `rounds` only, measured afresh; it can go forward again. */
    rewind: (runId: string, rounds: number, ending: RunReport['ending'], choice: MetricChoice): Promise<RunReport> =>
      runs.rewind(runId, rounds, ending, choice),

    /** Scores a window of live traffic. */
    watch: async (runId: string, window: WindowSpec): Promise<WindowReport> => watch(runs.served.get(runId), window),
  }
}
