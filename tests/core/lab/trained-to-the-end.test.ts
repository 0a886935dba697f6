import { describe, expect, it } from 'vitest'
import type { Checkpoint, TrainEvent } from '../../../src/core/training/run.ts'
import type { KnownTable } from '../../parity/ours.ts'
import { trainedOn, type Asked } from '../../parity/trained.ts'
import { drawWorld, shapes } from '../../parity/world.ts'
import type { Settings } from '../../../src/core/kernel/knobs.ts'

const known: KnownTable = { draw: drawWorld(shapes.mixed, 3, 3_000), rows: 2_000, from: 2_000, fresh: 1_000 }

function trained(model: string, { on = known, ...asked }: Asked & { readonly on?: KnownTable } = {}) {
  return trainedOn(on, model, asked)
}

function checkpoints(events: readonly TrainEvent[]): Checkpoint[] {
  return events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []))
}

describe('logistic regression on few rows', () => {
  it('goes to the minimum, and says in how many passes', async () => {
    const { report, events } = await trained('logistic')
    expect(report.ending).toEqual({
      reason: 'finished',
      text: expect.stringMatching(/^the minimum, in \d+ passes over the training rows$/),
    })
    expect(report.resolved).toMatchObject({ optimiser: 'lbfgs', l2: 1 / 1_400 })
    const progress = events.filter((event) => event.type === 'progress')
    expect(progress.at(-1)?.rowsTotal).toBe(report.rowsSeen)
    expect(progress.at(-1)?.loss).toBeLessThan(progress[0].loss)
  })

  it('goes on from any checkpoint to the bytes that never stopping gives', async () => {
    const whole = await trained('logistic')
    const taken = checkpoints(whole.events)
    expect(taken.length).toBeGreaterThan(4)
    for (const from of [taken[1], taken[taken.length - 2]]) {
      const { report, events } = await trained('logistic', { from: structuredClone(from) })
      expect(events.find((event) => event.type === 'mark')).toMatchObject({ mark: 'resumed', rowsSeen: from.rowsSeen })
      expect(report.checkpoint).toEqual(whole.report.checkpoint)
      expect(report.test).toEqual(whole.report.test)
    }
  })

  it('pauses, steps and stops between two passes', async () => {
    let steps = 0
    const { events, report } = await trained('logistic', {
      startPaused: true,
      react(event, push) {
        if (event.type === 'paused') push({ type: 'step' })
        if (event.type === 'progress') push(++steps < 3 ? { type: 'step' } : { type: 'stop' })
      },
    })
    expect(events.flatMap((event) => (event.type === 'progress' ? [event.rowsSeen] : []))).toEqual([
      1_400, 2_800, 4_200,
    ])
    expect(report.ending).toEqual({ reason: 'stopped', text: 'stopped after 3 passes over the training rows' })
    expect(report.test).toBeNull()
  })

  it('with class weights goes to their minimum, and what they bent is undone', async () => {
    const { report } = await trained('logistic', { settings: { treatment: 'class-weights' } })
    expect(report.resolved?.optimiser).toBe('lbfgs')
    expect(report.test?.expected.auc).toBeGreaterThan(0.68)
    const bent = report.uncorrected?.test?.expected.logLoss ?? 0
    expect(report.test?.expected.logLoss).toBeLessThan(bent - 0.1)
  })

  it('trains as many epochs as were asked for, by Adam', async () => {
    const { report } = await trained('logistic', { settings: { epochs: 3 } })
    expect(report.rowsSeen).toBe(3 * 1_400)
    expect(report.ending.text).toContain('3 epochs, 4200 rows')
  })
})

describe.each([
  ['logistic', 'epochs', 2],
  ['mlp', 'epochs', 1],
  ['gbdt', 'rounds', 4],
])('%s that was given too few %s', (model, knob, few) => {
  const settings = (length: number): Settings => ({ [knob]: length, ...(model !== 'gbdt' && { decay: 'none' }) })

  it('says that validation was still improving, and goes on from where it ended', async () => {
    const short = await trained(model, { settings: settings(few) })
    expect(short.report.ending).toMatchObject({ reason: 'finished', isImproving: true })
    expect(short.report.ending.text).toMatch(/; validation was still improving$/)
    const longer = await trained(model, { settings: settings(2 * few), from: short.report.checkpoint })
    const whole = await trained(model, { settings: settings(2 * few) })
    expect(longer.report.rowsSeen).toBe(2 * short.report.rowsSeen)
    if (model === 'gbdt') expect(longer.report.test).toEqual(whole.report.test)
    expect(longer.report.test?.expected.logLoss).toBeLessThan(short.report.test?.expected.logLoss ?? 0)
  })
})

describe('what a run notes', () => {
  const few = { ...known, draw: drawWorld(shapes.tiny, 3, 3_000) }

  it('says where validation is too small to stop by, and what stands in for it', async () => {
    const { report } = await trained('mlp', { on: few })
    expect(report.notes).toEqual([
      expect.stringMatching(
        /^validation has \d positives?, fewer than 30: early stopping is off, and 8 epochs with an L2 penalty of 0\.00\d+ replace it$/
      ),
      expect.stringMatching(
        /^validation has \d rows with a positive: its numbers are cross-fitted over \d folds instead of 5$/
      ),
    ])
    const { report: asked } = await trained('mlp', { on: few, settings: { patience: 5 } })
    expect(asked.notes?.[0]).toMatch(/: training is not stopped early, whatever the patience$/)
  })

  it.each([
    ['under-sampling', 'keepShare'],
    ['over-sampling', 'repeatShare'],
    ['smote', 'smoteShare'],
  ])('says that %s changes nothing where positives are common enough', async (treatment, share) => {
    const { report } = await trained('logistic', { settings: { treatment } })
    expect(report.notes).toEqual([
      expect.stringMatching(
        / changes nothing: \d+(\.\d)? % of the training rows are positive, which is no less than it was asked for$/
      ),
    ])
    const { report: changed } = await trained('logistic', { settings: { treatment, [share]: 0.4 } })
    expect(changed.notes).toBeUndefined()
  })

  it.each(['none', 'focal', 'class-weights'])(
    'refuses training rows without a positive under %s',
    async (treatment) => {
      const { table, truth } = known.draw
      const draw = { table: { ...table, label: new Uint8Array(table.rows) }, truth }
      await expect(trained('logistic', { on: { ...known, draw }, settings: { treatment } })).rejects.toThrow(
        'no positives among 1,400 training rows; expected at least 1'
      )
    }
  )
})
