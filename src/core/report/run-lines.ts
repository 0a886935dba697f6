import { leakLine } from '../core/metrics/luck/leak-line.ts'
import type { MetricValues } from '../core/metrics/metric.ts'
import { modelOf } from '../core/models/index.ts'
import type { RunReport } from '../core/training/run.ts'
import type { Lane } from '../scenarios/scenario.ts'

/** What a person should know of a run that has ended, a line each. `best` has what the truth itself reached on test. */
export function runLines(
  { id, model }: Lane,
  { notes = [], offLevel, ending, excess = [] }: RunReport,
  best: MetricValues | undefined
): string[] {
  const leak = leakLine(excess, best)
  const lines = [
    ...[...notes, ...(offLevel ? [offLevel.text] : [])].map((note) => `note: ${id}: ${note}`),
    ...(leak === null ? [] : [`warning: ${id}: ${leak}`]),
  ]
  if (ending.reason !== 'finished' || ending.isImproving !== true) return lines
  const knob = Object.hasOwn(modelOf(model).knobs, 'rounds') ? 'rounds' : 'epochs'
  return [...lines, `note: ${id}: ${ending.text}; --set ${id}.${knob}=N trains longer`]
}
