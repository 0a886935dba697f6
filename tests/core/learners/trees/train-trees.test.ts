import { describe, expect, it } from 'vitest'
import { Random } from '../../../../src/core/kernel/random.ts'
import { sigmoid } from '../../../../src/core/kernel/math.ts'
import { commandQueue } from '../../../../src/core/training/commands.ts'
import type { Checkpoint, Command, TrainEvent } from '../../../../src/core/training/run.ts'
import { trees } from '../../../../src/core/learners/trees/index.ts'
import { trainTrees, type TrainTreesJob } from '../../../../src/core/learners/trees/train-trees.ts'
import type { Ensemble } from '../../../../src/core/trees/ensemble.ts'
import { scoreTrees } from '../../../../src/core/trees/score.ts'
import { nodeHost } from '../../../../src/headless/host.ts'
import { smallTable } from '../../features/small-table.ts'
import { plain } from '../../trees/boosted.ts'

const ROWS = 1200
const TRAIN = 800
const random = Random.of(21)
const x = Array.from({ length: ROWS }, () => random.normal())
const noise = Array.from({ length: ROWS }, () => random.normal())
const label = x.map((value) => Number(random.uniform() < sigmoid(value - 1)))
const table = smallTable({ numeric: { x, noise }, label })
const rows = Uint32Array.from({ length: TRAIN }, (_, i) => i)
const validation = Uint32Array.from({ length: ROWS - TRAIN }, (_, i) => TRAIN + i)

function logLoss(ensemble: Ensemble): number {
  const out = new Float32Array(validation.length)
  scoreTrees(ensemble, table, validation, out, { atTop: false })
  return out.reduce((sum, z, i) => sum + Math.log1p(Math.exp(label[TRAIN + i] ? -z : z)), 0) / out.length
}

interface Options extends Partial<TrainTreesJob> {
  /** What the person does when an event comes. */
  readonly react?: (event: TrainEvent, push: (command: Command) => void) => void
}

async function session({ react, settings, ...more }: Options = {}) {
  const commands = commandQueue()
  const events: TrainEvent[] = []
  const training = trainTrees({
    ...{ table, rows, weights: null, position: false, random: Random.of(1), commands },
    settings: { ...plain, rounds: 12, ...settings },
    host: { ...nodeHost, now: () => 0, yieldToMessages: () => Promise.resolve() },
    evaluate: (ensemble) => Promise.resolve({ sampled: { logLoss: logLoss(ensemble) }, expected: {} }),
    ...more,
  })
  let next = await training.next()
  while (!next.done) {
    events.push(next.value)
    react?.(next.value, commands.push)
    next = await training.next()
  }
  return { events, trained: next.value }
}

const of = <T extends TrainEvent['type']>(events: readonly TrainEvent[], type: T) =>
  events.filter((event): event is Extract<TrainEvent, { type: T }> => event.type === type)

describe('trainTrees(job)', () => {
  it('tells each round as all rows seen once more, and ends with all trees', async () => {
    const { events, trained } = await session()
    expect(of(events, 'progress').map(({ rowsSeen }) => rowsSeen / TRAIN)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ])
    expect(of(events, 'progress').every(({ rowsTotal }) => rowsTotal === 12 * TRAIN)).toBe(true)
    expect(trained.ending).toEqual({ reason: 'finished', text: '12 rounds' })
    expect(trees.keptState(trained.checkpoint).trees).toHaveLength(12)
    const last = of(events, 'evaluation').at(-1)
    expect(last?.rowsSeen).toBe(12 * TRAIN)
    expect(last?.validation.sampled.logLoss).toBe(logLoss(trained.checkpoint.state))
  })

  it('stops early where validation gets no better, and keeps the trees up to the best', async () => {
    const { events, trained } = await session({ settings: { ...plain, rounds: 200, eta: 1, patience: 5 } })
    const losses = of(events, 'evaluation').map(({ validation: { sampled } }) => Number(sampled.logLoss))
    const best = Math.min(...losses)
    expect(trained.ending.reason).toBe('early stop')
    expect(trained.checkpoint.best?.loss).toBe(best)
    const kept = trees.keptState(trained.checkpoint)
    expect(kept.trees.length).toBeLessThan(trained.checkpoint.state.trees.length)
    expect(logLoss(kept)).toBe(best)
  })

  it('goes on from any checkpoint to the same end', async () => {
    const settings = { ...plain, rounds: 12, rowShare: 0.7, patience: 50 }
    const whole = await session({ settings })
    const checkpoints = of(whole.events, 'checkpoint')
    const from = checkpoints[4].checkpoint as Checkpoint<Ensemble>
    const { events, trained } = await session({ settings, from })
    expect(events[0]).toMatchObject({ type: 'mark', mark: 'resumed', rowsSeen: from.rowsSeen })
    expect(trained.checkpoint).toEqual(whole.trained.checkpoint)
  })

  it('pauses, steps a round at a time, takes another eta and stops', async () => {
    let steps = 0
    const { events, trained } = await session({
      startPaused: true,
      react(event, push) {
        if (event.type === 'paused') push({ type: 'step' })
        if (event.type !== 'progress') return
        steps++
        if (steps === 1) push({ type: 'rate', rate: 0.05 })
        if (steps < 3) push({ type: 'step' })
        else push({ type: 'stop' })
      },
    })
    expect(steps).toBe(3)
    expect(trained.ending).toEqual({ reason: 'stopped', text: 'stopped after 3 rounds' })
    expect(of(events, 'mark')[0].text).toBe('eta 0.3 → 0.05')
    expect(trained.checkpoint.rate).toBe(0.05)
    const [first, second] = trained.checkpoint.state.trees
    const size = (values: Float32Array): number => Math.max(...values.map(Math.abs))
    expect(size(second.value)).toBeLessThan(size(first.value) / 3)
  })
})
