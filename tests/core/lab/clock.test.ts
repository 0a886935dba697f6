import { describe, expect, it } from 'vitest'
import { createLab } from '../../../src/core/lab.ts'
import { modelOf } from '../../../src/core/models/index.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import type { Checkpoint, RunReport, RunSpec, TrainEvent } from '../../../src/core/training/run.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'

/* Checkpoints and breaths come by the clock; no number may. One clock stands still, on the other every look is two seconds later. */
const document = defaultDocument('ad-ctr')
const recipeOn = (rows: number) => recipeOf({ ...document, world: { ...document.world, rows, baseRate: 0.05 } })
const still = (): number => 0

function racing(): () => number {
  let ms = 0
  return () => (ms += 2_000)
}

interface Case {
  readonly model: string
  readonly rows: number
  readonly settings: RunSpec['settings']
}

async function trained({ model, rows, settings }: Case, now: () => number, from?: Checkpoint) {
  const lab = createLab({ ...nodeHost, now })
  const spec: RunSpec = {
    ...{ id: model, lane: model, model, recipe: recipeOn(rows), engine: 'fused' },
    settings: { ...defaultsOf(modelOf(model).knobs), ...settings },
  }
  const metrics = { k: 10, gain: 'linear', alerts: 100 } as const
  const training = lab.runs.train(spec, { metrics, commands: commandQueue(), from })
  const events: TrainEvent[] = []
  for (;;) {
    const next = await training.next()
    if (next.done) return { report: withoutRates(next.value), events }
    events.push(next.value)
  }
}

function withoutRates({ trainRowsPerSecond: _train, scoreRowsPerSecond: _score, ...report }: RunReport) {
  return report
}

const evaluationsOf = (events: readonly TrainEvent[]) => events.filter(({ type }) => type === 'evaluation')
const checkpointsOf = (events: readonly TrainEvent[]) =>
  events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []))

describe('a training', () => {
  const cases: readonly Case[] = [
    { model: 'dcn-v2', rows: 40_000, settings: { epochs: 1, hidden: '16', dropout: 0.2, recalibrate: 'isotonic' } },
    { model: 'logistic', rows: 10_000, settings: { optimiser: 'lbfgs', l2: 0.01, treatment: 'class-weights' } },
    { model: 'gbdt', rows: 10_000, settings: { rounds: 82, maxDepth: 2, rowShare: 0.7 } },
  ]
  for (const one of cases)
    it(`comes to the same numbers whatever the clock says, and from a checkpoint that the clock chose: ${one.model}`, async () => {
      const [slow, fast] = [await trained(one, racing()), await trained(one, still)]
      const checkpoints = checkpointsOf(slow.events)
      const chosen = checkpoints.filter(
        ({ rowsSeen }) => !checkpointsOf(fast.events).some((other) => other.rowsSeen === rowsSeen)
      )
      expect(slow.report).toEqual(fast.report)
      expect(evaluationsOf(slow.events)).toEqual(evaluationsOf(fast.events))
      const from = chosen[Math.floor(chosen.length / 2)]
      expect((await trained(one, still, from)).report).toEqual(fast.report)
      expect(from.rowsSeen).toBeGreaterThan(0)
    })
})
