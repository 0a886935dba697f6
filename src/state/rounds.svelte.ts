import type { RunArchive } from './archive.svelte.ts'
import { Latest } from './latest.ts'
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

  private readonly measuring = new Latest({ afterMs: SETTLE_MS, oneAtATime: true })
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
    void this.measuring.ask(
      () => this.rewind(run, rounds),
      () => (this.moved = null),
      ({ message }) => {
        this.moved = null
        this.problem = message
      }
    )
  }

  /** What the worker's model has become is kept, whether or not the slider has moved on. */
  private async rewind(run: RunState, rounds: number): Promise<void> {
    const { report, spec, laneIndex } = run
    if (!report) return
    const { choice } = this.parts.tables
    const rewound = await this.parts.pool
      .trainerAt(laneIndex)
      .callWith(run, (lab) => lab.runs.rewind(spec.id, rounds, report.ending, choice), { use: 'rewinding trees' })
    run.rewoundTo = rounds
    run.report = { ...rewound, trainRowsPerSecond: report.trainRowsPerSecond }
    this.parts.archive.save(run)
  }
}
