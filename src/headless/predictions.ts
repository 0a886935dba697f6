import { formatScore } from '../core/kernel/numbers.ts'
import type { ScoredRows } from '../core/questions/question.ts'

/** `row,label,score,truth`, one line a test row. */
export function predictionLines({ rows, labels, scores, truth }: ScoredRows): string {
  let text = 'row,label,score,truth\n'
  for (let i = 0; i < rows.length; i++)
    text += `${rows[i]},${labels[i]},${formatScore(scores[i])},${truth ? formatScore(truth[i]) : ''}\n`
  return text
}
