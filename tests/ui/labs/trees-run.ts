import recorded from '../../../src/app/recorded-ad-ctr.json'
import { reviveReport, type RecordedRace } from '../../../src/app/recording.svelte.ts'
import type { RunReport } from '../../../src/core/training/run.ts'
import type { Ensemble } from '../../../src/core/trees/ensemble.ts'
import { RunState } from '../../../src/state/run.svelte.ts'
import { ensembleOf, historyOf } from '../views/trees-sample.ts'

const race = recorded as unknown as RecordedRace
const ROWS = 1_000

interface TreesFacts {
  readonly rounds?: number
  readonly laneIndex?: number
  readonly label?: string
  readonly ensemble?: Ensemble
}

/** A finished run of boosted trees, on the rows of the recorded race. */
export function treesRun({
  rounds = 20,
  laneIndex = 0,
  label = 'Boosted trees',
  ensemble = ensembleOf(rounds),
}: TreesFacts = {}): RunState {
  const [{ spec, report }] = race.runs
  const run = new RunState({
    spec: { ...spec, id: `trees-${laneIndex}`, lane: 'gbdt', model: 'gbdt', settings: {} },
    ...{ laneIndex, label, data: race.data, repeatGroup: null, startedAt: laneIndex },
  })
  run.evaluations = historyOf(Array.from({ length: rounds }, (_, i) => i + 1)).map(({ round, validation }) => ({
    ...{ rowsSeen: round * ROWS, epoch: round },
    validation,
  }))
  run.rowsTotal = run.rowsSeen = rounds * ROWS
  run.report = {
    ...reviveReport(report),
    ...{ id: run.spec.id, rowsSeen: rounds * ROWS, ending: { reason: 'finished', text: `${rounds} rounds` } },
    checkpoint: { state: ensemble, rowsSeen: rounds * ROWS, rate: 0.1, best: null, sinceBest: 0 },
  }
  run.report = { ...rewound(run.report, rounds), trainRowsPerSecond: 9_000 }
  run.status = 'finished'
  return run
}

/** What a worker says of the first so many rounds. */
export function rewound(report: RunReport, rounds: number): RunReport {
  const validation = { sampled: { auc: 0.5 + rounds / 1000 }, expected: { auc: 0.5 + rounds / 1000 } }
  return { ...report, bestRowsSeen: rounds * ROWS, validation, trainRowsPerSecond: 0 }
}
