import type { AuditedColumn } from '../core/lab.ts'
import type { Recipe } from '../core/training/run.ts'
import { keyOfRecipe } from '../core/training/recipe-key.ts'
import type { Asked } from './answers.ts'
import { Latest } from './latest.ts'

/** What each column of the lab's rows tells by itself, once it is asked for; the newest request wins. */
export class AuditState {
  private asked = $state.raw<{ readonly key: string; readonly of: Asked<readonly AuditedColumn[]> } | null>(null)
  private readonly asking = new Latest()
  private readonly audit: (recipe: Recipe) => Promise<readonly AuditedColumn[]>

  constructor(audit: (recipe: Recipe) => Promise<readonly AuditedColumn[]>) {
    this.audit = audit
  }

  /** Asked twice of the same rows, it answers from memory. */
  async ask(recipe: Recipe): Promise<void> {
    const key = keyOfRecipe(recipe)
    if (this.asked?.key === key && this.asked.of.problem === null) return
    this.asked = { key, of: { answer: null, problem: null } }
    await this.asking.ask(
      () => this.audit(recipe),
      (answer) => (this.asked = { key, of: { answer, problem: null } }),
      ({ message }) => (this.asked = { key, of: { answer: null, problem: message } })
    )
  }

  /** null where these rows were not asked about last. */
  of(recipe: Recipe): Asked<readonly AuditedColumn[]> | null {
    return this.asked?.key === keyOfRecipe(recipe) ? this.asked.of : null
  }
}
