import type { Trainee } from '../../engines/engine.ts'
import type { Encoder } from '../../features/encoder.ts'
import { scoreRows } from '../../scoring/score-rows.ts'
import type { Scorer } from '../../scoring/scorer.ts'

/** A network on its engine. */
export function networkScorer(trainee: Trainee, encoder: Encoder, yieldToMessages: () => Promise<void>): Scorer {
  return {
    logits: (table, rows, out, atTop) => scoreRows({ trainee, encoder, table, rows, out, atTop, yieldToMessages }),
    dispose: () => trainee.dispose(),
  }
}
