import { CANCELLED, LabWorker } from '../bridge/lab-worker.ts'
import { withReach } from '../core/ceiling/reach.ts'
import type { ColumnCeiling, MetricChoice } from '../core/lab.ts'
import type { Recipe } from '../core/training/run.ts'
import { isOn, keyOfRecipe } from '../scenarios/recipe.ts'
import type { RaceState } from './race.svelte.ts'

type Learner = Pick<RaceState, 'runs' | 'archive' | 'tables' | 'data'>

/** How far it is: rows of the fit under way, and which share of that is done. */
export interface ReachProgress {
  readonly rows: number
  readonly share: number
}

/** Works out what the columns of one recipe can reach, in a worker of its own, and lets the race know; the newest question wins. */
export class CeilingState {
  private asked = $state.raw<string | null>(null)
  private failed = $state.raw<{ readonly key: string; readonly message: string } | null>(null)
  /** null before the first fit begins. */
  progress = $state.raw<ReachProgress | null>(null)
  private readonly race: Learner
  private readonly worker = new LabWorker('ceiling', (message) => {
    if (message.type === 'reaching') this.progress = { rows: message.rows, share: message.share }
  })

  constructor(race: Learner) {
    this.race = race
  }

  isAsked(recipe: Recipe): boolean {
    return this.asked === keyOfRecipe(recipe)
  }

  /** Why it could not be worked out, in one line; null where it could. */
  problemOf(recipe: Recipe): string | null {
    return this.failed?.key === keyOfRecipe(recipe) ? this.failed.message : null
  }

  async ask(recipe: Recipe, choice: MetricChoice): Promise<void> {
    const key = keyOfRecipe(recipe)
    if (this.asked === key) return
    this.stop()
    this.asked = key
    this.failed = null
    try {
      const ceiling = await this.worker.call((lab) => lab.tables.columnCeiling(recipe, choice))
      this.tell(recipe, ceiling)
    } catch (error) {
      const { message } = error as Error
      if (message !== CANCELLED) this.failed = { key, message }
    } finally {
      if (this.asked === key) this.stop()
    }
  }

  /** Everything that shows these rows: runs on them, the newest table, and the page's summary of it. */
  private tell(recipe: Recipe, ceiling: ColumnCeiling): void {
    const { race } = this
    for (const run of race.runs.filter((one) => isOn(one, recipe))) {
      run.data = withReach(run.data, ceiling)
      race.archive.save(run)
    }
    const learnt = race.tables.learn(recipe, (data) => withReach(data, ceiling))
    void learnt?.then((data) => race.tables.isOf(recipe) && (race.data = data))
  }

  /** Ends what is under way, and gives its memory back. */
  stop(): void {
    this.asked = null
    this.progress = null
    this.worker.terminate(CANCELLED)
  }
}
