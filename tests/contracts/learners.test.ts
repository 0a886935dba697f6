import { beforeAll, describe, expect, it } from 'vitest'
import type { Settings } from '../../src/core/kernel/knobs.ts'
import { learnerOf, learners } from '../../src/core/learners/index.ts'
import { models } from '../../src/core/models/index.ts'
import type { RunReport, TrainEvent } from '../../src/core/training/run.ts'
import { labOn, type KnownTable } from '../parity/ours.ts'
import { trainedOn, type Asked } from '../parity/trained.ts'
import { drawWorld, shapes } from '../parity/world.ts'

const known: KnownTable = { draw: drawWorld(shapes.mixed, 3, 2_000), rows: 1_600, from: 1_600, fresh: 400 }
const metrics = { k: 10, gain: 'linear', alerts: 100 } as const
/** What keeps a training short, where a model has the knob. */
const short: Settings = { epochs: 2, rounds: 6, hidden: '8', embedding: 4, patience: 0, batchSize: 64 }

function trained(model: (typeof models)[number], asked: Omit<Asked, 'settings'> = {}) {
  const settings = Object.fromEntries(Object.entries(short).filter(([id]) => id in model.knobs))
  return trainedOn(known, model.id, { ...asked, settings })
}

const of = <T extends TrainEvent['type']>(events: readonly TrainEvent[], type: T) =>
  events.filter((event): event is Extract<TrainEvent, { type: T }> => event.type === type)

it('learnerOf finds the learner that each model names, and each is named', () => {
  expect(new Set(models.map(({ id }) => learnerOf(id)))).toEqual(new Set(learners))
  expect(() => learnerOf('nope')).toThrow(/^unknown model: nope/)
})

describe.each(learners)('$id', (learner) => {
  const model = models.find(({ id }) => learnerOf(id) === learner)!
  let whole: { readonly events: readonly TrainEvent[]; readonly report: RunReport }

  beforeAll(async () => {
    whole = await trained(model)
  })

  it('tells of a training in order, and ends at the rows it said', () => {
    const { events, report } = whole
    const rows = of(events, 'progress').map(({ rowsSeen }) => rowsSeen)
    expect(rows).toEqual([...rows].sort((a, b) => a - b))
    expect(of(events, 'phase').map(({ phase }) => phase)).toEqual(expect.arrayContaining(['training', 'testing']))
    expect(of(events, 'progress').at(-1)).toMatchObject({ rowsSeen: report.rowsSeen, rowsTotal: report.rowsSeen })
    expect(report.ending.reason).toBe('finished')
    expect(report.validation.sampled.auc).toBeGreaterThan(0.55)
  })

  it('scores validation by what it kept as its last live curve did', () => {
    const { sampled } = of(whole.events, 'evaluation').at(-1)!.validation
    expect(whole.report.validation.sampled.logLoss).toBeCloseTo(sampled.logLoss!, 6)
    expect(whole.report.validation.sampled.auc).toBeCloseTo(sampled.auc!, 6)
  })

  it('goes on from a checkpoint, as it is kept, to what never stopping gives', async () => {
    for (const { checkpoint } of of(whole.events, 'checkpoint').slice(0, 2)) {
      const { events, report } = await trained(model, { from: structuredClone(checkpoint) })
      expect(of(events, 'mark')[0]).toMatchObject({ mark: 'resumed', rowsSeen: checkpoint.rowsSeen })
      expect(report.checkpoint).toEqual(whole.report.checkpoint)
      expect(report.test).toEqual(whole.report.test)
    }
  })

  it('waits where it is paused, takes a step, and goes on to the same end', async () => {
    let steps = 0
    const { events, report } = await trained(model, {
      startPaused: true,
      react(event, push) {
        if (event.type === 'paused') push({ type: 'step' })
        if (event.type === 'progress' && steps++ === 0) push({ type: 'resume' })
      },
    })
    const order = events.map(({ type }) => type)
    expect(order.indexOf('paused')).toBeLessThan(order.indexOf('progress'))
    expect(report.checkpoint).toEqual(whole.report.checkpoint)
  })

  it('stops before its first step where it is told to, and reads no test rows', async () => {
    const { report } = await trained(model, {
      startPaused: true,
      react: (event, push) => event.type === 'paused' && push({ type: 'stop' }),
    })
    expect(report.ending).toEqual({ reason: 'stopped', text: expect.stringMatching(/^stopped after 0 /) })
    expect(report.test).toBeNull()
  })

  it('knows its own states, and refuses a checkpoint of another', async () => {
    const { checkpoint } = whole.report
    expect(learners.filter((other) => other.isState(checkpoint.state))).toEqual([learner])
    for (const other of models.filter(({ id }) => learnerOf(id) !== learner)) {
      const refusal = `these are no ${learnerOf(other.id).learns}: train the model again`
      await expect(trained(other, { from: checkpoint })).rejects.toThrow(refusal)
    }
  })

  it('scores what was learnt elsewhere by that alone, or refuses it in one line', async () => {
    const { checkpoint, test, threshold } = whole.report
    const { runs, specOf } = labOn(known)
    const { id, recipe } = specOf(model.id)
    const brought = runs.restore({ id, recipe }, checkpoint, {
      undo: { kind: 'identity' },
      recalibration: { kind: 'none' },
    })
    const { bring } = await learner.load()
    if (!bring) return expect(brought).rejects.toThrow(/trained elsewhere cannot score here/)
    await brought
    const rounds = learner.rewinds?.roundsOf(learner.keptState(checkpoint)) ?? 0
    const report = await runs.rewind(id, rounds, whole.report.ending, metrics)
    expect([report.test, report.threshold]).toEqual([test, threshold])
    expect(report).toMatchObject({ engine: null, trained: null, resolved: null, trainRowsPerSecond: null })
    expect(runs.served.get(id).fitted.ready).toBeNull()
  })

  it('rewinds to earlier rounds where it says that these are models of their own', async () => {
    const { checkpoint, correction } = whole.report
    const rounds = learner.rewinds?.roundsOf(checkpoint.state)
    if (rounds === undefined) return
    const { runs, specOf } = labOn(known)
    await runs.restore(specOf(model.id), checkpoint, correction!)
    const rewound = await runs.rewind(model.id, rounds - 1, whole.report.ending, metrics)
    expect(rewound.bestRowsSeen).toBeLessThan(rewound.rowsSeen)
    const kept = learner.keptState(rewound.checkpoint)
    expect(learner.rewinds?.roundsOf(kept)).toBe(rounds - 1)
  })
})
