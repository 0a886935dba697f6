import type { Question, ScoredRows } from '../question.ts'

/** The rows of the part in order, with the version's scores. */
export const predict: Question<'predict', object, ScoredRows> = {
  id: 'predict',
  label: 'scoring rows',
  async ask(part) {
    const { rows, labels, scores, truth } = await part.scored()
    return { rows, labels, scores, truth }
  },
}
