import { describe, expect, it } from 'vitest'
import type { NetworkState } from '../../../../src/core/engines/engine.ts'
import { network } from '../../../../src/core/learners/network/index.ts'
import { networkStateOf } from '../../../../src/core/learners/network/state.ts'
import type { Checkpoint, TrainEvent } from '../../../../src/core/training/run.ts'
import { parityTable } from '../../training/parity.ts'
import { session } from './session.ts'

const table = parityTable(10_000, 3)
const quick = { hidden: '16', embedding: 4, batchSize: 128, epochs: 2, rate: 0.01, dropout: 0.2, l2: 0.00001 }

describe('train', () => {
  it('lets dcn-v2 find a product of two fields that logistic regression cannot see', async () => {
    const settings = { epochs: 6, batchSize: 128, rate: 0.005, patience: 40 }
    const logistic = await session({
      table: parityTable(25_000, 5),
      model: 'logistic',
      settings: { ...settings, epochs: 1 },
    })
    const dcn = await session({
      table: parityTable(25_000, 5),
      model: 'dcn-v2',
      settings: { ...settings, hidden: '16' },
    })
    expect(logistic.values.logLoss).toBeGreaterThan(0.68)
    expect(Math.abs((logistic.values.auc ?? 0) - 0.5)).toBeLessThan(0.03)
    // The truth: 0.3251 and 0.9, each with the sampling noise of 5,000 rows.
    expect(Math.abs((dcn.values.logLoss ?? 0) - 0.3251)).toBeLessThan(0.03)
    expect(Math.abs((dcn.values.auc ?? 0) - 0.9)).toBeLessThan(0.015)
  })

  it('gives the same bytes when run again', async () => {
    const [first, second] = [
      await session({ table, model: 'dcn-v2', settings: quick }),
      await session({ table, model: 'dcn-v2', settings: quick }),
    ]
    expect(first.trained.checkpoint).toEqual(second.trained.checkpoint)
    expect(evaluations(first.events)).toEqual(evaluations(second.events))
  })

  it('goes on from any checkpoint to the bytes that never stopping gives', async () => {
    const job = { table: parityTable(25_000, 3), model: 'dcn-v2', settings: { ...quick, batchSize: 512, epochs: 6 } }
    const whole = await session({ ...job, tick: 400 })
    const taken = checkpoints(whole.events)
    const timed = taken.filter(
      (checkpoint) => !evaluations(whole.events).some((one) => one.rowsSeen === checkpoint.rowsSeen)
    )
    expect(timed.length).toBeGreaterThan(0)
    for (const from of [timed[timed.length - 1], taken[0], taken[taken.length - 2]]) {
      const resumed = await session({ ...job, from: structuredClone(from) as Checkpoint<NetworkState> })
      expect(resumed.events[0]).toMatchObject({ type: 'mark', mark: 'resumed', rowsSeen: from.rowsSeen })
      expect(resumed.trained.checkpoint).toEqual(whole.trained.checkpoint)
      const later = evaluations(whole.events).filter((one) => one.rowsSeen > from.rowsSeen)
      expect(evaluations(resumed.events)).toEqual(later)
    }
  })

  it('evaluates at fixed rows: first after 2,000, and at the end of each epoch', async () => {
    const { events, rows } = await session({
      table,
      model: 'logistic',
      settings: { batchSize: 100, epochs: 2, patience: 0 },
    })
    expect(evaluations(events).map((one) => one.rowsSeen)).toEqual([
      2000,
      4000,
      6000,
      rows,
      10_000,
      12_000,
      14_000,
      2 * rows,
    ])
    expect(evaluations(events).map((one) => one.epoch)).toEqual([1, 1, 1, 1, 2, 2, 2, 2])
  })

  it('lets the rate fall to zero where it decays: late steps move weights less', async () => {
    const moves = async (decay: string): Promise<number> => {
      const settings = { batchSize: 500, epochs: 1, rate: 0.01, decay, patience: 0 }
      const { events } = await session({ table, model: 'logistic', settings })
      const [before, last] = checkpoints(events).slice(-2)
      const from = networkStateOf(before.state).weights
      return networkStateOf(last.state).weights.reduce((most, w, i) => Math.max(most, Math.abs(w - from[i])), 0)
    }
    expect(await moves('linear')).toBeLessThan(0.5 * (await moves('none')))
  })

  it('trains every row once an epoch, the last batch partial', async () => {
    const { events, trained, rows } = await session({
      table,
      model: 'logistic',
      settings: { batchSize: 300, epochs: 1 },
    })
    expect(trained.checkpoint.rowsSeen).toBe(rows)
    expect(trained.checkpoint.state.step).toBe(Math.ceil(rows / 300))
    expect(trained.ending.reason).toBe('finished')
    const progress = events.filter((event) => event.type === 'progress')
    expect(progress[progress.length - 1]).toMatchObject({ rowsSeen: rows, rowsTotal: rows, epoch: 1 })
  })

  it('stops early and keeps the weights of the best validation log loss', async () => {
    const overfit = { batchSize: 32, epochs: 20, rate: 0.02, patience: 4, hidden: '64-32' }
    const { events, trained, values } = await session({
      table: parityTable(3000, 4),
      model: 'dcn-v2',
      settings: overfit,
    })
    const losses = evaluations(events).map((one) => one.validation.sampled.logLoss ?? NaN)
    expect(trained.ending.reason).toBe('early stop')
    expect(trained.checkpoint.best?.loss).toBe(Math.min(...losses))
    expect(values.logLoss).toBeCloseTo(Math.min(...losses), 7)
    expect(losses.length - 1 - losses.indexOf(Math.min(...losses))).toBe(4)
  })

  it('keeps the last weights where patience is 0', async () => {
    const overfit = { batchSize: 32, epochs: 6, rate: 0.02, patience: 0, hidden: '64-32' }
    const { trained, events, values } = await session({
      table: parityTable(3000, 4),
      model: 'dcn-v2',
      settings: overfit,
    })
    const losses = evaluations(events).map((one) => one.validation.sampled.logLoss ?? NaN)
    expect(trained.ending.reason).toBe('finished')
    expect(network.keptState(trained.checkpoint)).toBe(trained.checkpoint.state)
    expect(values.logLoss).toBeCloseTo(losses[losses.length - 1], 7)
  })

  it('ends a training that explodes with the rate, the row and the last good point', async () => {
    const settings = { ...quick, dropout: 0 }
    const { trained, events, values } = await session({
      table,
      model: 'dcn-v2',
      settings,
      react: (event, push) =>
        event.type === 'evaluation' &&
        event.rowsSeen < 5000 &&
        event.rowsSeen > 3900 &&
        push({ type: 'rate', rate: 1 }),
    })
    expect(trained.ending.reason).toBe('diverged')
    expect(trained.ending.text).toMatch(/learning rate 1 after \d+ rows: .* last good point is row \d+/)
    expect(trained.checkpoint.state.weights.every(Number.isFinite)).toBe(true)
    expect(trained.checkpoint).toBe(checkpoints(events).at(-1))
    expect(values.logLoss).toBeLessThan(0.8)
  })
})

describe('train takes orders between batches', () => {
  it('pauses, steps one batch and goes on, to the same bytes', async () => {
    const settings = { batchSize: 500, epochs: 1 }
    const plain = await session({ table, model: 'logistic', settings })
    let steps = 0
    const { events, trained } = await session({
      table,
      model: 'logistic',
      settings,
      startPaused: true,
      react(event, push) {
        if (event.type === 'paused') push({ type: 'step' })
        if (event.type !== 'progress' || steps >= 3) return
        steps++
        push({ type: steps < 3 ? 'step' : 'resume' })
      },
    })
    const rowsAt = events.flatMap((event) => (event.type === 'progress' ? [event.rowsSeen] : []))
    expect(rowsAt.slice(0, 3)).toEqual([500, 1000, 1500])
    expect(events.find((event) => event.type === 'resumed')).toMatchObject({ rowsSeen: 1500 })
    expect(trained.checkpoint).toEqual(plain.trained.checkpoint)
  })

  it('stops where it is told, with the checkpoint of that row', async () => {
    const { trained } = await session({
      table,
      model: 'logistic',
      settings: { batchSize: 500, epochs: 3 },
      react: (event, push) => event.type === 'evaluation' && event.rowsSeen === 4000 && push({ type: 'stop' }),
    })
    expect(trained.ending).toEqual({ reason: 'stopped', text: 'stopped after 4000 rows' })
    expect(trained.checkpoint.rowsSeen).toBe(4000)
    expect(trained.checkpoint.state.step).toBe(8)
  })

  it('marks a change of rate and trains on with it', async () => {
    const { events, trained } = await session({
      table,
      model: 'logistic',
      settings: { batchSize: 500, epochs: 1, rate: 0.01 },
      react: (event, push) =>
        event.type === 'evaluation' && event.rowsSeen === 4000 && push({ type: 'rate', rate: 0.002 }),
    })
    expect(events.find((event) => event.type === 'mark')).toMatchObject({
      mark: 'rate',
      rowsSeen: 4000,
      text: 'learning rate 0.01 → 0.002',
    })
    expect(trained.checkpoint.rate).toBe(0.002)
  })
})

function evaluations(events: readonly TrainEvent[]) {
  return events.flatMap((event) => (event.type === 'evaluation' ? [event] : []))
}

function checkpoints(events: readonly TrainEvent[]): Checkpoint[] {
  return events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []))
}
