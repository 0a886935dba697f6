import { modelOf } from '../core/models/index.ts'
import type { RunReport } from '../core/training/run.ts'
import type { Lane } from '../scenarios/scenario.ts'

/** What a person should know of a run that has ended, a line each. */
export function runLines({ id, model }: Lane, { notes = [], offLevel, ending }: RunReport): string[] {
  const lines = [...notes, ...(offLevel ? [offLevel.text] : [])].map((note) => `note: ${id}: ${note}`)
  if (ending.reason !== 'finished' || ending.isImproving !== true) return lines
  const knob = Object.hasOwn(modelOf(model).knobs, 'rounds') ? 'rounds' : 'epochs'
  return [...lines, `note: ${id}: ${ending.text}; --set ${id}.${knob}=N trains longer`]
}
