import type { Network } from '../../networks/network.ts'
import type { Engine, Trainee } from '../engine.ts'
import type { Gpu } from './gpu.ts'
import { openScorer, type GpuScorer } from './scorer.ts'

/** A trainee whose weights can be had without waiting. */
export interface Weighed extends Trainee {
  /** A fresh copy in the order of `parametersOf`. */
  weights(): Float32Array
}

export interface Processor extends Engine {
  open(...args: Parameters<Engine['open']>): Weighed
}

/** An engine that trains on the processor and scores on the graphics card. */
export function scoringOn(gpu: Gpu, processor: Processor): Engine {
  const trainees = new Set<Trainee>()
  return {
    id: processor.id,
    lost: Promise.race([gpu.lost, processor.lost]),
    open(network, state, options) {
      const trainee = processor.open(network, state, options)
      const scorer = openScorerOr(() => trainee.dispose(), gpu, network)
      let isStale = true
      const composed: Trainee = {
        train(batch, step) {
          gpu.enter()
          isStale = true
          return trainee.train(batch, step)
        },
        loss: () => trainee.loss(),
        state: () => trainee.state(),
        score(batch, logits, at) {
          if (isStale) scorer.setWeights(trainee.weights())
          isStale = false
          return scorer.score(batch, logits, at)
        },
        limitThreads: (count) => trainee.limitThreads?.(count),
        dispose() {
          if (!trainees.delete(composed)) return
          scorer.dispose()
          trainee.dispose()
        },
      }
      trainees.add(composed)
      return composed
    },
    dispose() {
      for (const trainee of [...trainees]) trainee.dispose()
      processor.dispose()
      gpu.dispose()
    },
  }
}

function openScorerOr(undo: () => void, gpu: Gpu, network: Network): GpuScorer {
  try {
    return openScorer(gpu, network)
  } catch (error) {
    undo()
    throw error
  }
}
