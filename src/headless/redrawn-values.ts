import type { Lab } from '../core/lab.ts'
import type { RedrawnValues } from '../core/report/value-sureness.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { valueChoiceOf } from '../scenarios/recipe.ts'

const REDRAWS = 400

/** Redraws what a run's decisions are worth on test, in both readings. */
export async function redrawnValues(lab: Lab, id: string, document: LabDocument): Promise<RedrawnValues> {
  const choice = { ...valueChoiceOf(document), redraws: REDRAWS, seed: document.seed, part: 'test' } as const
  const ask = (expected: boolean) => lab.questions.ask(id, 'valueIntervals', { ...choice, expected })
  const [expected, labels] = [await ask(true), await ask(false)]
  return { expected: expected.outcome === 'truth' ? expected : null, labels }
}
