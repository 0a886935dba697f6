import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Command, Checkpoint, RunReport, RunSpec } from '../../../src/core/training/run.ts'
import { Cores } from '../../../src/state/cores.ts'
import { RunState } from '../../../src/state/run.svelte.ts'
import { Trainer, type TrainerOptions } from '../../../src/state/trainer.ts'
import type { LabMessage } from '../../../workers/lab.api.ts'
import { FakeWorker } from '../../bridge/fake-worker.ts'
import { finishedRun } from '../labs/finished-run.ts'

const { spec, label, data, report } = finishedRun(0)
if (!report) throw new Error('no report')
const { checkpoint } = report

interface Training {
  readonly spec: RunSpec
  readonly options: { readonly from?: Checkpoint; readonly resumedBecause?: string }
  resolve(report: RunReport): void
  reject(reason: Error): void
}

function waitingRun(): RunState {
  return new RunState({
    spec: { ...spec, engine: 'fused' },
    laneIndex: 0,
    label,
    data,
    repeatGroup: null,
    startedAt: 0,
  })
}

/** A lane whose workers answer when the test has them do so. */
function lane() {
  const workers: FakeWorker<LabMessage>[] = []
  const trainings: Training[] = []
  const ordered: Command[] = []
  const restored: string[] = []
  const runs = {
    train: (asked: RunSpec, options: Training['options']) =>
      new Promise<RunReport>((resolve, reject) => trainings.push({ spec: asked, options, resolve, reject })),
    command: async (command: Command) => void ordered.push(command),
    restore: async ({ id }: RunSpec) => void restored.push(id),
    release: async () => undefined,
  }
  const answers = vi.fn(async (row: number) => row)
  vi.stubGlobal('Worker', function () {
    workers.push(new FakeWorker<LabMessage>({ runs, questions: { ask: answers } } as never))
    return workers[workers.length - 1]
  })
  const trainer = new Trainer('lane-1', new Cores(2))
  const kept = vi.fn()
  const options = { metrics: { k: 10, gain: 'linear', alerts: 100 }, readings: [], onCheckpoint: kept } as const
  const train = (run: RunState, more: Partial<TrainerOptions> = {}) => trainer.train(run, { ...options, ...more })
  const ask = (run: RunState) =>
    trainer.callWith(run, (lab) => lab.questions.ask(run.spec.id, 'why', { row: 7, part: 'test' }) as Promise<unknown>)
  return { trainer, workers, trainings, ordered, restored, answers, kept, train, ask }
}

/** Until what was posted has arrived: ports of Node deliver between two turns of its loop. */
async function delivered(): Promise<void> {
  for (let i = 0; i < 8; i++) await new Promise((resolve) => setImmediate(resolve))
}

function lost(message: string, name: 'EngineLost' | 'Error' = 'EngineLost'): Error {
  return Object.assign(new Error(message), { name })
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('train(run)', () => {
  test('goes on from the last checkpoint in a fresh worker where its own is lost', async () => {
    const { train, workers, trainings, kept } = lane()
    const run = waitingRun()
    const done = train(run)
    await delivered()
    workers[0].say({ type: 'phase', phase: 'training' }, { type: 'checkpoint', checkpoint })
    await delivered()
    workers[0].fail('out of memory')
    await delivered()
    expect(kept).toHaveBeenCalledExactlyOnceWith(run, checkpoint)
    expect(trainings[1].options.from).toEqual(checkpoint)
    expect(trainings[1].options.resumedBecause).toMatch(/^out of memory; went on in a fresh worker/)
    trainings[1].resolve(report)
    await done
    expect([run.status, run.rowsSeen, workers.length]).toEqual(['finished', report.rowsSeen, 2])
  })

  test('tries an engine that repeats bit for bit once more, then goes on with another', async () => {
    const { train, trainings, workers } = lane()
    const run = waitingRun()
    const done = train(run)
    await delivered()
    trainings[0].reject(lost('a thread hung'))
    await delivered()
    expect([trainings[1].spec.engine, workers.length]).toEqual(['fused', 2])
    trainings[1].reject(lost('a thread hung'))
    await delivered()
    expect(trainings[2].spec.engine).not.toBe('fused')
    expect(trainings[2].options.resumedBecause).toMatch(/a thread hung; went on with/)
    trainings[2].resolve(report)
    await done
    expect([run.status, run.engine]).toEqual(['finished', trainings[2].spec.engine])
  })

  test('fails after the fourth failure without a checkpoint between them', async () => {
    const { train, trainings } = lane()
    const run = waitingRun()
    const done = train(run)
    for (let i = 0; i < 4; i++) {
      await delivered()
      trainings[i].reject(lost(`failure ${i + 1}`))
    }
    await done
    expect([run.status, run.problem, trainings.length]).toEqual(['failed', 'failure 4', 4])
  })

  test('fails at once where neither worker nor engine was lost', async () => {
    const { train, trainings } = lane()
    const run = waitingRun()
    const done = train(run)
    await delivered()
    trainings[0].reject(lost('invalid rate: -1', 'Error'))
    await done
    expect([run.status, run.problem, trainings.length]).toEqual(['failed', 'invalid rate: -1', 1])
  })

  test('replaces a worker that does not stop within two seconds, and keeps the curve', async () => {
    const { trainer, train, workers, ordered } = lane()
    const run = waitingRun()
    const done = train(run)
    await delivered()
    trainer.command({ type: 'stop' })
    await delivered()
    expect(ordered).toEqual([{ type: 'stop' }])
    await vi.advanceTimersByTimeAsync(2_000)
    await done
    expect([run.status, workers[0].isTerminated]).toEqual(['stopped', true])
    expect(run.problem).toMatch(/did not stop in time/)
  })

  test('begins nothing where it is stopped while it waits for a question', async () => {
    const { trainer, train, trainings, answers, ask } = lane()
    let answer = (_: number): void => undefined
    answers.mockImplementation(() => new Promise((resolve) => (answer = resolve)))
    const asked = ask(finishedRun(0))
    await delivered()
    const run = waitingRun()
    const done = train(run)
    trainer.command({ type: 'stop' })
    answer(1)
    await asked
    await done
    expect([run.status, trainings.length]).toEqual(['stopped', 0])
  })
})

describe('callWith(run, work)', () => {
  test('restores the model once, and again after its worker has ended idle', async () => {
    const { workers, restored, ask } = lane()
    const run = finishedRun(0)
    await ask(run)
    await ask(run)
    expect(restored).toEqual([run.spec.id])
    await delivered()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(workers[0].isTerminated).toBe(true)
    await ask(run)
    expect([restored.length, workers.length]).toEqual([2, 2])
  })

  test('restores and asks once more where the worker is lost', async () => {
    const { workers, restored, answers, ask } = lane()
    answers.mockReturnValueOnce(new Promise(() => undefined))
    const asked = ask(finishedRun(0))
    await delivered()
    workers[0].fail('gone')
    await asked
    expect([restored.length, workers.length, answers.mock.calls.length]).toEqual([2, 2, 2])
  })

  test('keeps a worker with rows of a million and more for ten minutes', async () => {
    const { workers, ask } = lane()
    const run = finishedRun(0, {
      recipe: { ...spec.recipe, settings: { ...spec.recipe.settings, rows: 2_000_000 } },
    })
    await ask(run)
    await delivered()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(workers[0].isTerminated).toBe(false)
  })
})
