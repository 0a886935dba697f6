import type { Command } from '../core/training/run.ts'
import type { Cores } from './cores.ts'
import { whileAwake } from './presence.ts'
import type { RunState } from './run.svelte.ts'
import { SharedLease } from './shared-lease.ts'
import { threadsEach, Trainer, type TrainerOptions } from './trainer.ts'

/** The workers of the lanes, by their order in the race: each keeps the models of its lane until they have no hold. */
export class WorkerPool {
  readonly cores: Cores
  private readonly trainers: Trainer[] = []
  /** Those that train, or wait for their worker or a core. */
  private readonly underWay = new Set<RunState>()
  /** The runs of the race that trains. */
  private lanes: readonly RunState[] = []
  /** Of those that are in the turn of their worker. */
  private readonly lease: SharedLease<RunState>

  constructor(cores: Cores) {
    this.cores = cores
    this.lease = new SharedLease(cores, 'training', () => this.share())
  }

  /** The trainer of a lane, made when it is first asked for. */
  trainerAt(laneIndex: number): Trainer {
    return (this.trainers[laneIndex] ??= new Trainer(`lane-${laneIndex + 1}`, this.cores))
  }

  /** Whether any lane trains, in the race or beside it. */
  get isTraining(): boolean {
    return this.trainers.some((trainer) => trainer?.isTraining)
  }

  /** Trains runs side by side, each on the worker of its place. */
  async trainAll(runs: readonly RunState[], optionsOf: (place: number) => TrainerOptions): Promise<void> {
    this.lanes = runs
    try {
      await whileAwake(() => Promise.all(runs.map((run, i) => this.train(run, optionsOf(i)))))
    } finally {
      this.lanes = []
    }
  }

  /** Trains a run that is not part of the race, on a lane's worker. */
  trainAside(run: RunState, options: TrainerOptions): Promise<void> {
    return this.train(run, options)
  }

  /**
   * All that train have one lease, of all cores that nothing else needs: more lanes than cores take turns on them, so that all
   * are seen to move, but none has helpers then.
   */
  private async train(run: RunState, options: TrainerOptions): Promise<void> {
    this.underWay.add(run)
    try {
      await this.trainerAt(run.laneIndex).train(run, options, async () => {
        await this.lease.enter(run)
        return this.threads
      })
    } finally {
      this.underWay.delete(run)
      this.lease.leave(run)
    }
  }

  /** Orders the lanes under way. What is paused needs no core, and waits for one when it goes on. */
  async order(command: Command): Promise<void> {
    if (command.type === 'stop') this.lease.cancel()
    if (command.type === 'resume' && !(await this.lease.resume())) return
    for (const run of this.lanes) if (run.isActive) this.trainerAt(run.laneIndex).command(command)
    if (command.type === 'pause') this.lease.pause()
    if (command.type === 'resume') this.share()
  }

  /** Releases the models that have no hold. */
  releaseLoose(isHeld: (runId: string) => boolean): void {
    for (const trainer of this.trainers) trainer?.releaseLoose(isHeld)
  }

  /** Each that still trains has an equal share of the lease. */
  private get threads(): number {
    const left = [...this.underWay].filter((run) => run.isActive)
    return threadsEach(this.lease.cores, left.length)
  }

  private share(): void {
    const { threads: count } = this
    for (const run of this.lease.members) this.trainerAt(run.laneIndex).command({ type: 'threads', count })
  }
}
