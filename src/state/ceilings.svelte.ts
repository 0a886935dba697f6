import { CANCELLED, LabWorker } from './lab-worker.ts'
import { withReach } from '../core/ceiling/reach.ts'
import type { ColumnCeiling, MetricChoice } from '../core/lab.ts'
import type { Recipe } from '../core/training/run.ts'
import { usesRows, keyOfRecipe } from '../core/training/recipe-key.ts'
import type { RunArchive } from './archive.svelte.ts'
import type { Cores, Lease } from './cores.ts'
import { Latest } from './latest.ts'
import type { TablesState } from './tables.svelte.ts'

/** Who learns of a ceiling. */
interface Learners {
  readonly archive: RunArchive
  readonly tables: TablesState
  readonly cores: Cores
}

/** How far it is: rows of the fit under way, and which share of that is done. */
export interface ReachProgress {
  readonly rows: number
  readonly share: number
}

/** Works out what the columns of one recipe can reach, in a worker of its own, and lets all know that show these rows; the newest question wins. */
export class CeilingState {
  private asked = $state.raw<string | null>(null)
  private failed = $state.raw<{ readonly key: string; readonly message: string } | null>(null)
  /** null before the first fit begins. */
  progress = $state.raw<ReachProgress | null>(null)
  private readonly learners: Learners
  private readonly asking = new Latest()
  private readonly worker = new LabWorker('ceiling', (message) => {
    if (message.type === 'reaching') this.progress = { rows: message.rows, share: message.share }
  })

  constructor(learners: Learners) {
    this.learners = learners
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
    await this.asking.ask(
      (signal) => this.workOut(recipe, choice, signal),
      (ceiling) => {
        this.tell(recipe, ceiling)
        this.stop()
      },
      ({ message }) => {
        this.failed = { key, message }
        this.stop()
      }
    )
  }

  private workOut(recipe: Recipe, choice: MetricChoice, signal: AbortSignal): Promise<ColumnCeiling> {
    const { cores } = this.learners
    const request = { use: 'working out a ceiling', most: cores.total - 1 } as const
    const call = (lease: Lease): Promise<ColumnCeiling> => {
      this.worker.mostCores = cores.total
      this.worker.lend(lease.cores)
      return this.worker.call((lab) => lab.tables.columnCeiling(recipe, choice))
    }
    return cores.during(request, call, signal)
  }

  /** Everything that shows these rows: runs on them, the newest table, and the page's summary of it. */
  private tell(recipe: Recipe, ceiling: ColumnCeiling): void {
    const { archive, tables } = this.learners
    for (const run of archive.runs.filter((one) => usesRows(one, recipe))) {
      run.data = withReach(run.data, ceiling)
      archive.save(run)
    }
    tables.learn(recipe, (data) => withReach(data, ceiling))
  }

  /** Ends what is under way, and gives its memory back. */
  stop(): void {
    this.asked = null
    this.progress = null
    this.asking.cancel()
    this.worker.terminate(CANCELLED)
  }
}

const opened = new WeakMap<TablesState, CeilingState>()

/** The one that works for a lab's tables; it goes on while other pages are looked at. */
export function ceilingsOf(learners: Learners): CeilingState {
  const ceilings = opened.get(learners.tables) ?? new CeilingState(learners)
  opened.set(learners.tables, ceilings)
  return ceilings
}
