import type { RunArchive } from './archive.svelte.ts'
import type { WorkerPool } from './pool.ts'
import type { RunState } from './run.svelte.ts'
import type { TablesState } from './tables.svelte.ts'
import { keptRounds } from './trees.ts'

const SETTLE_MS = 120

/** Where a model is wound back, and who keeps it then. */
interface With {
  readonly pool: WorkerPool
  readonly tables: TablesState
  readonly archive: RunArchive
}

/** Rounds of boosted trees, wound back and forth: the slider moves at once, every other picture once it has settled. */
export class RoundsState {
  /** Where a slider stands that its run is not measured at yet. */
  moved = $state.raw<{ readonly run: RunState; readonly rounds: number } | null>(null)
  problem = $state<string | null>(null)

  private isMeasuring = false
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly parts: With

  constructor(parts: With) {
    this.parts = parts
  }

  roundsOf(run: RunState): number {
    return this.moved?.run === run ? this.moved.rounds : keptRounds(run)
  }

  move(run: RunState, rounds: number): void {
    this.moved = { run, rounds }
    this.problem = null
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.measure(), SETTLE_MS)
  }

  /** One at a time; where the slider has moved on meanwhile, the newest place follows. */
  private async measure(): Promise<void> {
    if (this.isMeasuring) return
    this.isMeasuring = true
    try {
      for (let { moved } = this; moved; moved = this.moved) {
        await this.rewind(moved.run, moved.rounds)
        if (this.moved === moved) this.moved = null
      }
    } catch (error) {
      this.moved = null
      this.problem = (error as Error).message
    } finally {
      this.isMeasuring = false
    }
  }

  private async rewind(run: RunState, rounds: number): Promise<void> {
    const { report, spec, order } = run
    if (!report) return
    const { choice } = this.parts.tables
    const rewound = await this.parts.pool
      .trainerAt(order)
      .callWith(run, (lab) => lab.runs.rewind(spec.id, rounds, report.ending, choice))
    run.report = { ...rewound, trainRowsPerSecond: report.trainRowsPerSecond }
    this.parts.archive.save(run)
  }
}
