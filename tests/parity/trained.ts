import type { Settings } from '../../src/core/kernel/knobs.ts'
import { commandQueue } from '../../src/core/training/commands.ts'
import type { Checkpoint, Command, TrainEvent } from '../../src/core/training/run.ts'
import { labOn, type KnownTable } from './ours.ts'

const metrics = { k: 10, gain: 'linear', alerts: 100 } as const

/** From where a training goes on, and what is ordered as its events come. */
export interface Asked {
  readonly settings?: Settings
  readonly from?: Checkpoint
  readonly startPaused?: boolean
  readonly react?: (event: TrainEvent, push: (command: Command) => void) => void
}

/** A model trained to its end on a table: its events, and its report. */
export async function trainedOn(known: KnownTable, model: string, { settings = {}, react, ...options }: Asked = {}) {
  const { runs, specOf } = labOn(known)
  const commands = commandQueue()
  const training = runs.train(specOf(model, settings), { metrics, commands, ...options })
  const events: TrainEvent[] = []
  let next = await training.next()
  while (!next.done) {
    events.push(next.value)
    react?.(next.value, commands.push)
    next = await training.next()
  }
  return { events, report: next.value }
}
