import recorded from '../../../src/app/recorded-ad-ctr.json'
import { reviveReport, type RecordedRace } from '../../../src/app/recording.svelte.ts'
import { RunState } from '../../../src/state/run.svelte.ts'

const race = recorded as unknown as RecordedRace

/** A run of the recorded race, as if it had gone on to the end of its epochs: 0 is logistic regression, 1 is DCN-V2. */
export function finishedRun(
  laneIndex: 0 | 1,
  changes: Partial<RunState['spec']> = {},
  repeatGroup: string | null = null
): RunState {
  const { label, spec, evaluations, report } = race.runs[laneIndex]
  const run = new RunState({
    spec: { ...spec, ...changes },
    laneIndex,
    label,
    data: race.data,
    repeatGroup,
    startedAt: laneIndex,
  })
  run.evaluations = evaluations
  run.rowsTotal = 420_000
  run.rowsSeen = report.rowsSeen
  run.report = { ...reviveReport(report), ending: { reason: 'finished', text: 'all epochs done' } }
  run.status = 'finished'
  return run
}
