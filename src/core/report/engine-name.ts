import { engines } from '../../core/engines/index.ts'
import type { RunState } from '../../state/run.svelte.ts'

/** What people call an engine, in little room; its id where a kept run used one that is no more. */
export function engineName(id: string): string {
  return engines.find((engine) => engine.id === id)?.short ?? id
}

/** Its full name. */
export function engineLabel(id: string): string {
  return engines.find((engine) => engine.id === id)?.label ?? id
}

/** Who trained a run: its engine, or its learner where no engine trains it; and who scored its test, where that was another. */
export function trainerName({ report, engine, learner, isImported }: RunState): string {
  if (isImported) return 'imported'
  if (learner.trainedBy) return learner.trainedBy
  const [trainer, scorer] = [report?.engine ?? engine, report?.scoredBy?.engine]
  return scorer === undefined || scorer === trainer
    ? engineName(trainer)
    : `${engineName(trainer)}, test scored by ${engineName(scorer)}`
}
