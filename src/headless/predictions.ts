import type { Predictions } from '../core/lab.ts'

/** `row,label,score,truth`, one line a test row; nine digits, so that float32 reads back to the same value. */
export function predictionLines({ rows, labels, scores, truth }: Predictions): string {
  let text = 'row,label,score,truth\n'
  for (let i = 0; i < rows.length; i++)
    text += `${rows[i]},${labels[i]},${scores[i].toPrecision(9)},${truth ? truth[i].toPrecision(9) : ''}\n`
  return text
}
