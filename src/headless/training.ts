import { engineOf, usualEngine, type EngineId } from '../core/engines/index.ts'
import type { EngineReading, Lab } from '../core/lab.ts'
import { commandQueue } from '../core/training/commands.ts'
import type { RunReport, RunSpec, TrainEvent } from '../core/training/run.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { trainingChoiceOf } from '../scenarios/recipe.ts'

/** The same bytes on every machine; `auto` measures instead. */
export const DEFAULT_ENGINE: EngineId = usualEngine

export async function trainedRun(
  lab: Lab,
  spec: RunSpec,
  document: LabDocument,
  onEvent: (event: TrainEvent) => void
): Promise<RunReport> {
  const training = lab.runs.train(spec, { metrics: trainingChoiceOf(document), commands: commandQueue() })
  for (;;) {
    const next = await training.next()
    if (next.done) return next.value
    if (next.value.type !== 'checkpoint') onEvent(next.value)
  }
}

/** How far a training is, in a few words; null where an event says nothing of it. */
export function progressOf(event: TrainEvent): string | null {
  if (event.type === 'phase') return event.phase
  if (event.type !== 'progress') return null
  const share = Math.floor((100 * event.rowsSeen) / event.rowsTotal)
  const rate = Math.round(event.rowsPerSecond).toLocaleString('en-US')
  return `training ${share} %, ${rate} rows a second`
}

/** What trains, and why, where that is to be said; whether a GPU may score what decides nothing. */
export interface ChosenEngine extends Pick<RunSpec, 'engine' | 'mayScoreOnGpu'> {
  readonly why: string | null
}

/** `asked` is what the command line says, `wanted` what the lab does: a saved lab's `auto` takes the default. */
export async function chosenEngine(
  lab: Lab,
  wanted: LabDocument['engine'],
  asked: string | undefined
): Promise<ChosenEngine> {
  if (wanted !== 'auto') return { engine: wanted, why: null }
  if (asked !== 'auto') return { engine: DEFAULT_ENGINE, why: null }
  const { pickEngine } = await import('../core/engines/picker.ts')
  const readings: EngineReading[] = []
  let choice = pickEngine(readings)
  // The next is asked only where the one before cannot run.
  while (!readings.some(({ id }) => id === choice.id)) {
    readings.push(await lab.engines.measure(choice.id))
    choice = pickEngine(readings)
  }
  return { engine: choice.id, mayScoreOnGpu: true, why: `engine: ${engineOf(choice.id).label}: ${choice.why}` }
}
