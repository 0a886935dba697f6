import type { ScoredRows } from '../core/questions/question.ts'

/** `row,label,score,truth`, one line a test row. */
export function predictionLines({ rows, labels, scores, truth }: ScoredRows): string {
  let text = 'row,label,score,truth\n'
  for (let i = 0; i < rows.length; i++)
    text += `${rows[i]},${labels[i]},${shownScore(scores[i])},${truth ? shownScore(truth[i]) : ''}\n`
  return text
}

/** Nine digits, so that float32 reads back to the same value; a threshold is shown so too, since it is one of the scores. */
export function shownScore(score: number): string {
  return score.toPrecision(9)
}
