import { engines } from '../core/engines/index.ts'
import type { RunState } from '../state/run.svelte.ts'

/** What people call an engine, in little room; its id where a kept run used one that is no more. */
export function engineName(id: string): string {
  return engines.find((engine) => engine.id === id)?.short ?? id
}

/** Its full name. */
export function engineLabel(id: string): string {
  return engines.find((engine) => engine.id === id)?.label ?? id
}

/** Who scored the test part of a run, where that was not its own engine; else empty. */
export function testScorerName({ report }: RunState): string {
  const by = report?.scoredBy?.engine
  return by === undefined || by === report?.engine ? '' : engineName(by)
}

/** Who trained a run: its engine, but of trees, which no engine trains. */
export function trainerName({ report, engine, isTrees, isImported }: RunState): string {
  if (isImported) return 'imported'
  return isTrees ? 'our trees' : engineName(report?.engine ?? engine)
}
