import type { EngineId } from '../../core/engines/index.ts'
import { cannotRun, fallbackOf, type Choice, type EngineReading } from '../../core/engines/picker.ts'
import type { RunState } from '../../state/run.svelte.ts'
import { engineLabel } from '../../core/report/engine-name.ts'
import { scoredByText } from '../../core/report/scored-by.ts'
import { nameOf } from '../../core/report/found-run.ts'

interface Facts {
  readonly engines: { readonly chosen: Choice; readonly readings: readonly EngineReading[] }
  readonly race: { readonly current: readonly RunState[] }
}

/** Who trains in place of the engine that was asked for, and a sentence why; empty where it is the one asked for. */
export function engineInUse(wanted: EngineId | 'auto', { engines, race }: Facts): { id: EngineId; trouble: string } {
  const asked = wanted === 'auto' ? engines.chosen.id : wanted
  const moved = race.current.find((run) => run.spec.engine === asked && engineOf(run) !== asked)
  const problem = engines.readings.find((reading) => reading.id === asked && cannotRun(reading))?.problem
  if (!moved && !problem) return { id: asked, trouble: '' }
  const id = moved ? engineOf(moved) : fallbackOf(asked, engines.readings)
  const why = problem
    ? `cannot run here: ${problem.replace(/\.$/, '')}; training goes on with`
    : `was lost in training, which ${moved?.isActive ? 'goes' : 'went'} on with`
  return { id, trouble: `${engineLabel(asked)} ${why} ${engineLabel(id)}.` }
}

/** Who scored test of those runs where a GPU might have, and why. */
export function testScorers(runs: readonly RunState[]): string[] {
  return runs.flatMap((run) => {
    const by = run.report?.scoredBy
    return by ? [`${nameOf(run)}: ${scoredByText(by)}.`] : []
  })
}

function engineOf({ report, engine }: RunState): EngineId {
  return report?.engine ?? engine
}
