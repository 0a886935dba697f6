const FIRST_EVALUATION = 2000
const EVALUATIONS = 40

/**
 * Rows seen at which a training is evaluated: after 2,000, then at twice as many until a fortieth of the training lies
 * between two of them, and no fewer rows than an evaluation measures, then evenly; and at the end of every epoch.
 */
export function evaluationPoints(rows: number, epochs: number, measured = 0): number[] {
  const total = rows * epochs
  const spacing = Math.max(FIRST_EVALUATION, Math.ceil(total / EVALUATIONS), measured)
  const points = new Set<number>()
  for (let at = FIRST_EVALUATION; at < total; at += Math.min(at, spacing)) points.add(at)
  for (let epoch = 1; epoch <= epochs; epoch++) points.add(epoch * rows)
  return [...points].sort((a, b) => a - b)
}

/** Rounds after which a training is evaluated, in order: each of the first few, then evenly, about forty in all, and the last. */
export function evaluationRounds(rounds: number): number[] {
  const spacing = Math.max(1, Math.ceil(rounds / EVALUATIONS))
  const points: number[] = []
  for (let round = 1; round < rounds; round += round < spacing ? 1 : spacing) points.push(round)
  return [...points, rounds]
}
