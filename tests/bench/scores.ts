import { Random } from '../../src/core/kernel/random.ts'

/** Scores uniform in [0, 1), and labels that follow them: 3 % are positive. */
export function scoresAndLabels(rows: number): { scores: Float32Array; labels: Uint8Array } {
  const random = Random.of(1)
  const scores = Float32Array.from({ length: rows }, () => random.uniform())
  const labels = Uint8Array.from(scores, (score) => (random.uniform() < 0.06 * score ? 1 : 0))
  return { scores, labels }
}
