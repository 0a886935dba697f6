import type { AnswerOf, QuestionId, SpecOf } from '../../questions/kinds/index.ts'
import { asker } from '../../questions/asker.ts'
import type { House } from '../house.ts'

/** What may be asked of a trained version and a part of its rows. */
export function questionsDoor({ host, runs, parts }: House) {
  const { ask, stop } = asker(host)

  return {
    /** Rejects where the question cannot be answered, or `stop` ends it. */
    ask: async <Id extends QuestionId>(runId: string, question: Id, spec: SpecOf<Id>): Promise<AnswerOf<Id>> =>
      ask(parts.of(runs.served.get(runId), spec.part), question, spec),

    /** Ends the questions of a kind that are under way; all where none is named. */
    stop: async (question?: QuestionId): Promise<void> => stop(question),
  }
}
