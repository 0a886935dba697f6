import { learnerOfState } from '../learners/index.ts'
import { rewoundTo } from '../learners/rewound.ts'
import type { Fitted } from '../scoring/fitted.ts'
import type { Scorer } from '../scoring/scorer.ts'
import type { MetricChoice } from '../training/metric-choice.ts'
import type { Checkpoint, Correction, Recipe, RunReport, VersionSpec } from '../training/run.ts'
import type { Trained } from '../training/train.ts'
import type { Served, ServedVersions } from './served.ts'

/** What a version is made ready and measured with. */
export interface VersionFactory {
  makerOf(spec: VersionSpec): Maker
  /** Scores the rows of its recipe. */
  report(measured: Measurable): Promise<RunReport & { readonly correction: Correction }>
}

/** Puts a version to work, as where it was made has it. */
export interface Maker {
  /** Draws its rows, where they are not there already, and fits what there is to fit. */
  ready(recipe: Recipe): Promise<Fitted>
  scorerOf(fitted: Fitted, checkpoint: Checkpoint): Promise<Scorer>
}

export interface Measurable extends Pick<Served, 'spec' | 'fitted' | 'scorer'> {
  readonly choice: MetricChoice
  readonly trained: Ended
  readonly notes: readonly string[]
}

/** A training that has ended; `rowsPerSecond` is null where nothing was trained here. */
export type Ended = Omit<Trained, 'rowsPerSecond'> & { readonly rowsPerSecond: number | null }

/** Brings versions back into memory, measures them afresh, and lets go of them. */
export function versionKeeper(served: ServedVersions, factory: VersionFactory) {
  return {
    async restore(spec: VersionSpec, checkpoint: Checkpoint, correction: Correction): Promise<void> {
      const maker = factory.makerOf(spec)
      const fitted = await maker.ready(spec.recipe)
      const scorer = await maker.scorerOf(fitted, checkpoint)
      served.serve({ spec, scorer, fitted, checkpoint, correction, baseRate: fitted.baseRate, threshold: null })
    },

    /** The run with its first so many rounds only, measured afresh. @throws one line where it has not that many */
    async rewind(runId: string, rounds: number, ending: RunReport['ending'], choice: MetricChoice): Promise<RunReport> {
      const { spec, fitted, checkpoint } = served.get(runId)
      const rewound = rewoundTo(learnerOfState(checkpoint.state), checkpoint, rounds)
      const scorer = await factory.makerOf(spec).scorerOf(fitted, rewound)
      const trained = { ending, checkpoint: rewound, rowsPerSecond: null }
      const report = await factory.report({ spec, fitted, scorer, choice, trained, notes: [] })
      served.serve(servedFrom(report, { spec, scorer, fitted }))
      return report
    },
  }
}

/** What a report says of a model, with what scores for it. */
export function servedFrom(
  { checkpoint, correction, threshold }: RunReport & Pick<Served, 'correction'>,
  run: Pick<Served, 'spec' | 'scorer' | 'fitted'>
): Served {
  return { ...run, checkpoint, correction, threshold, baseRate: run.fitted.baseRate }
}
