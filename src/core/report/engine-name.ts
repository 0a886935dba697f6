import { engines, type EngineId } from '../engines/index.ts'
import type { EngineReading } from '../engines/picker.ts'
import type { RunReport } from '../training/run.ts'

/** A run by who trained it. */
interface TrainedRun {
  readonly report: Pick<RunReport, 'engine' | 'scoredBy'> | null
  readonly engine: EngineId
  readonly learner: { readonly trainedBy: string | null }
  readonly isImported: boolean
}

/** What people call an engine, in little room; its id where a kept run used one that is no more. */
export function engineName(id: string): string {
  return engines.find((engine) => engine.id === id)?.short ?? id
}

/** Its full name. */
export function engineLabel(id: string): string {
  return engines.find((engine) => engine.id === id)?.label ?? id
}

/** What an engine runs on and how fast it trained here: `Skewlab on the processor, 2 threads, 260,000 rows/s`. */
export function engineFacts(id: string, readings: readonly EngineReading[]): string {
  const reading = readings.find((one) => one.id === id)
  const { threads, trainRowsPerSecond: rate } = reading ?? {}
  return [
    engineLabel(id),
    ...(threads ? [`${threads} ${threads === 1 ? 'thread' : 'threads'}`] : []),
    ...(rate ? [`${Number(rate.toPrecision(2)).toLocaleString('en-US')} rows/s`] : []),
  ].join(', ')
}

/** Who trained a run: its engine, or its learner where no engine trains it; and who scored its test, where that was another. */
export function trainerName({ report, engine, learner, isImported }: TrainedRun): string {
  if (isImported) return 'imported'
  if (learner.trainedBy) return learner.trainedBy
  const [trainer, scorer] = [report?.engine ?? engine, report?.scoredBy?.engine]
  return scorer === undefined || scorer === trainer
    ? engineName(trainer)
    : `${engineName(trainer)}, test scored by ${engineName(scorer)}`
}
