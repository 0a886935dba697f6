import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Command, RunReport, RunSpec } from '../../../src/core/training/run.ts'
import { Cores } from '../../../src/state/cores.ts'
import { DecisionsState } from '../../../src/state/decisions.svelte.ts'
import { WorkerPool } from '../../../src/state/pool.ts'
import { RunState } from '../../../src/state/run.svelte.ts'
import type { TrainerOptions } from '../../../src/state/trainer.ts'
import type { LabMessage } from '../../../workers/lab.api.ts'
import { FakeWorker } from '../../bridge/fake-worker.ts'
import { finishedRun } from '../labs/finished-run.ts'

const BASIS = { part: 'validation', expected: false } as const
const options: TrainerOptions = {
  metrics: { k: 10, gain: 'linear', alerts: 100 },
  readings: [],
  onCheckpoint: () => undefined,
}

function waitingRun(laneIndex: 0 | 1): RunState {
  const { spec, label, data } = finishedRun(laneIndex)
  return new RunState({ spec: { ...spec, engine: 'fused' }, laneIndex, label, data, repeatGroup: null, startedAt: 0 })
}

/** Lanes whose workers answer when the test has them do so. */
function lanes(total: number) {
  const workers: FakeWorker<LabMessage>[] = []
  const trainings: { spec: RunSpec; threads?: number; end(): void }[] = []
  const ordered: Command[] = []
  const questions: { id: string; answer(): void }[] = []
  const runs = {
    train: (spec: RunSpec, { threads }: { threads?: number }) =>
      new Promise<RunReport>((resolve) => {
        const { report } = finishedRun(0)
        trainings.push({ spec, threads, end: () => resolve(report as RunReport) })
      }),
    command: async (command: Command) => void ordered.push(command),
    restore: async () => undefined,
  }
  const ask = (id: string) =>
    new Promise((resolve) => questions.push({ id, answer: () => resolve({ of: id, curves: [] }) }))
  vi.stubGlobal('Worker', function () {
    workers.push(new FakeWorker<LabMessage>({ runs, questions: { ask, stop: async () => undefined } } as never))
    return workers[workers.length - 1]
  })
  const cores = new Cores(total)
  const sums: number[] = []
  cores.changed.hear(() => sums.push(cores.leased))
  const pool = new WorkerPool(cores)
  return { cores, sums, pool, workers, trainings, ordered, questions, decisions: new DecisionsState(pool) }
}

/** Until what was posted has arrived: ports of Node deliver between two turns of its loop. */
async function delivered(): Promise<void> {
  for (let i = 0; i < 8; i++) await new Promise((resolve) => setImmediate(resolve))
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('two kinds of work that queue for two cores', () => {
  test('a question has a core at once while a race trains, and the race has it again after that', async () => {
    const { cores, sums, pool, workers, trainings, ordered, questions, decisions } = lanes(2)
    const training = pool.trainAll([waitingRun(0)], () => options)
    await delivered()
    expect([trainings[0].threads, cores.leased]).toEqual([2, 2])
    const asked = decisions.want('decide', [finishedRun(1)], BASIS, {})
    await delivered()
    expect([questions.length, workers[1].lent.at(-1)]).toEqual([1, 1])
    expect(ordered).toEqual([{ type: 'threads', count: 1 }])
    questions[0].answer()
    await asked
    await delivered()
    expect(ordered.at(-1)).toEqual({ type: 'threads', count: 2 })
    trainings[0].end()
    await training
    expect([cores.leased, Math.max(...sums)]).toEqual([0, 2])
  })

  test('a question alone has all cores, and shares them with the next', async () => {
    const { cores, sums, workers, questions, decisions } = lanes(2)
    const first = decisions.want('decide', [finishedRun(0)], BASIS, {})
    await delivered()
    expect(workers[0].lent).toEqual([2])
    const second = decisions.want('value', [finishedRun(1)], BASIS, {} as never)
    await delivered()
    expect([workers[0].lent, workers[1].lent]).toEqual([[2, 1], [1]])
    for (const { answer } of questions) answer()
    await Promise.all([first, second])
    expect([cores.leased, Math.max(...sums)]).toEqual([0, 2])
  })

  test('on one core a question waits for the race, says so, and goes first where the race is paused', async () => {
    const { cores, pool, trainings, questions, decisions } = lanes(1)
    const run = waitingRun(0)
    const training = pool.trainAll([run], () => options)
    await delivered()
    const asked = decisions.want('decide', [finishedRun(1)], BASIS, {})
    await delivered()
    expect(questions).toEqual([])
    expect(cores.waitingText('answering a question')).toBe('Waiting for a free core: 1 of 1 is training.')
    await pool.order({ type: 'pause' })
    const resumed = pool.order({ type: 'resume' })
    await delivered()
    expect([questions.length, cores.waitingText('training')]).toEqual([
      ...[1, 'Waiting for a free core: 1 of 1 is answering a question.'],
    ])
    questions[0].answer()
    await Promise.all([asked, resumed])
    trainings[0].end()
    await training
    expect([run.status, cores.leased]).toEqual(['finished', 0])
  })

  test('nobody who has cores waits for a worker: a race behind two questions of its lane ends', async () => {
    const { cores, pool, trainings, questions, decisions } = lanes(1)
    const asked = [
      decisions.want('decide', [finishedRun(0)], BASIS, {}),
      decisions.ask('why', [finishedRun(0)], BASIS, { row: 1 }),
    ]
    const runs = [waitingRun(0), waitingRun(1)]
    const training = pool.trainAll(runs, () => options)
    for (let rounds = 0; rounds < 4; rounds++) {
      await delivered()
      questions.shift()?.answer()
      trainings.shift()?.end()
    }
    await Promise.all([...asked, training])
    expect([runs.map(({ status }) => status), cores.leased]).toEqual([['finished', 'finished'], 0])
  })
})

describe('a lease is given back', () => {
  test('where the worker of a question is lost for good', async () => {
    const { cores, workers, questions, decisions } = lanes(2)
    const run = finishedRun(0)
    const asked = decisions.want('decide', [run], BASIS, {})
    for (let i = 0; i < 2; i++) {
      await delivered()
      expect([questions.length, cores.leased]).toEqual([i + 1, 2])
      workers[i].fail('out of memory')
    }
    await asked
    expect([decisions.answerOf('decide', run, BASIS)?.problem, cores.leased]).toEqual(['out of memory', 0])
  })

  test('where a training loses its worker once too often', async () => {
    const { cores, pool, workers } = lanes(2)
    const run = waitingRun(0)
    const training = pool.trainAll([run], () => options)
    for (let i = 0; i < 4; i++) {
      await delivered()
      expect(cores.leased).toBe(2)
      workers[i].fail('out of memory')
    }
    await training
    expect([run.status, run.problem, cores.leased]).toEqual(['failed', 'out of memory', 0])
  })

  test('where what waits for a core is stopped, and the next in line has it', async () => {
    const { cores, pool, trainings, decisions, questions } = lanes(1)
    const held = await cores.lease({ use: 'drawing' })
    const run = waitingRun(0)
    const training = pool.trainAll([run], () => options)
    const other = finishedRun(1)
    const stopped = decisions.want('intervals', [other], BASIS, {} as never, 'redrawing')
    const asked = decisions.ask('why', [other], BASIS, { row: 1 })
    await delivered()
    await pool.order({ type: 'stop' })
    decisions.stop('intervals', [other])
    await Promise.all([training, stopped])
    expect([run.status, trainings.length]).toEqual(['stopped', 0])
    expect(decisions.answerOf('intervals', other, BASIS)?.problem).toBe('the question was stopped')
    held.free()
    await delivered()
    questions[0].answer()
    await asked
    expect([decisions.answerOf('why', other, BASIS)?.answer, cores.leased]).toEqual([
      { of: other.spec.id, curves: [] },
      0,
    ])
  })

  test('where something newer is asked: what waits leaves the line, and is never done', async () => {
    const { cores, decisions, questions } = lanes(1)
    const held = await cores.lease({ use: 'drawing' })
    const run = finishedRun(0)
    const asked = [1, 2, 3].map((row) => decisions.ask('why', [run], BASIS, { row }))
    await delivered()
    held.free()
    await delivered()
    expect(questions).toHaveLength(1)
    questions[0].answer()
    await Promise.all(asked)
    expect([decisions.choiceOf('why', run, BASIS), cores.leased]).toEqual([{ row: 3 }, 0])
  })
})

test('a worker that ends idle holds no core, and the next question starts another', async () => {
  const { cores, workers, questions, decisions } = lanes(2)
  const run = finishedRun(0)
  for (let row = 0; row < 2; row++) {
    const asked = decisions.ask('why', [run], BASIS, { row })
    await delivered()
    questions[row].answer()
    await asked
    await delivered()
    await vi.advanceTimersByTimeAsync(20_000)
    expect([workers.length, workers[row].isTerminated, cores.leased]).toEqual([row + 1, true, 0])
  }
})
