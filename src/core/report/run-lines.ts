import { modelOf } from '../models/index.ts'
import type { RunReport } from '../training/run.ts'
import { isStillImproving } from './ending.ts'
import type { FoundRun } from './found-run.ts'
import { leakOf } from './too-good.ts'

/** What a person should know of a run that has ended, a line each. */
export function runLines(
  { id, model }: { readonly id: string; readonly model: string },
  report: RunReport,
  data: FoundRun['data']
): string[] {
  const { notes = [], offLevel, ending } = report
  const leak = leakOf({ report, data })
  const lines = [
    ...[...notes, ...(offLevel ? [offLevel.text] : [])].map((note) => `note: ${id}: ${note}`),
    ...(leak === null ? [] : [`warning: ${id}: ${leak}`]),
  ]
  if (!isStillImproving(report)) return lines
  const knob = Object.hasOwn(modelOf(model).knobs, 'rounds') ? 'rounds' : 'epochs'
  return [...lines, `note: ${id}: ${ending.text}; --set ${id}.${knob}=N trains longer`]
}
