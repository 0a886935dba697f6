import type { Cores } from './cores.ts'
import { Trainer } from './trainer.ts'

/** The workers of the lanes, by their order in the race: each holds the model that its lane trained last. */
export class WorkerPool {
  readonly cores: Cores
  private readonly trainers: Trainer[] = []

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
}
