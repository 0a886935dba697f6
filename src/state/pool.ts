import type { Command } from '../core/training/run.ts'
import type { Cores, Lease } from './cores.ts'
import { whileAwake } from './presence.ts'
import type { RunState } from './run.svelte.ts'
import { threadsEach, Trainer, type TrainerOptions } from './trainer.ts'

/** The workers of the lanes, by their order in the race: each holds the model that its lane trained last. */
export class WorkerPool {
  readonly cores: Cores
  private readonly trainers: Trainer[] = []
  private lease: Lease | null = null
  /** Those that the lease is for. */
  private lanes: readonly RunState[] = []
  private stopped = new AbortController()

  constructor(cores: Cores) {
    this.cores = cores
  }

  /** The trainer of a lane, made when it is first asked for. */
  trainerAt(order: number): Trainer {
    return (this.trainers[order] ??= new Trainer(`lane-${order + 1}`, this.cores.total))
  }

  /** Whether any lane trains, in the race or beside it. */
  get isTraining(): boolean {
    return this.trainers.some((trainer) => trainer?.isTraining)
  }

  /**
   * Trains runs side by side, each on the worker of its place. They have one lease, of all cores that nothing else needs: more
   * lanes than cores take turns on them, so that all are seen to move, but none has helpers then.
   */
  async trainAll(runs: readonly RunState[], optionsOf: (place: number) => TrainerOptions): Promise<void> {
    this.stopped = new AbortController()
    this.lanes = runs
    try {
      const lease = (this.lease = await this.leaseAll())
      const threads = threadsEach(lease.cores, runs.length)
      const train = async (run: RunState, i: number): Promise<void> => {
        await this.trainerAt(run.order).train(run, { threads, ...optionsOf(i) })
        this.share()
      }
      await whileAwake(() => Promise.all(runs.map(train)))
    } catch (error) {
      if (!this.stopped.signal.aborted) throw error
      for (const run of runs) if (run.isActive) run.status = 'stopped'
    } finally {
      this.giveBack()
      this.lanes = []
    }
  }

  /** Trains a run that is not part of the race, on a lane's worker. */
  async trainAside(run: RunState, options: TrainerOptions): Promise<void> {
    const trainer = this.trainerAt(run.order)
    const resize = (count: number): void => trainer.command({ type: 'threads', count })
    const request = { use: 'training', most: this.cores.total, resize } as const
    await this.cores.during(request, ({ cores }) => trainer.train(run, { ...options, threads: cores }))
  }

  /** Orders the lanes under way. What is paused needs no core, and waits for one when it goes on. */
  async order(command: Command): Promise<void> {
    if (command.type === 'stop') this.stopped.abort(new Error('stopped while it waited for a core'))
    if (command.type === 'resume' && this.lanes.length && !this.lease) {
      const lease = await this.leaseAll().catch(() => null)
      if (!lease) return
      this.lease = lease
    }
    for (const run of this.lanes) if (run.isActive) this.trainerAt(run.order).command(command)
    if (command.type === 'pause') this.giveBack()
    if (command.type === 'resume') this.share()
  }

  private leaseAll(): Promise<Lease> {
    const request = { use: 'training', most: this.cores.total, resize: () => this.share() } as const
    return this.cores.lease(request, this.stopped.signal)
  }

  private giveBack(): void {
    const { lease } = this
    this.lease = null
    lease?.free()
  }

  /** Each lane that still trains has an equal share of the lease. */
  private share(): void {
    if (!this.lease) return
    const left = this.lanes.filter((run) => run.isActive)
    const count = threadsEach(this.lease.cores, left.length)
    for (const run of left) this.trainerAt(run.order).command({ type: 'threads', count })
  }
}
