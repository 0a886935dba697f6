import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CANCELLED, HostedWorker, WorkerLost } from '../../src/bridge/hosted-worker.ts'
import { FakeWorker } from './fake-worker.ts'

interface Told {
  readonly type: 'told'
  readonly text: string
}
type Api = { readonly door: { ask(question: string): Promise<string> } }

const SILENCE_MS = 3_000
const START_MS = 20_000
const WATCH_MS = 500
const GONE = 'the worker stopped answering'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** A hosted worker whose answers wait for the test. */
function hosted() {
  const workers: FakeWorker<Told>[] = []
  const waiting: { question: string; resolve(answer: string): void; reject(reason: Error): void }[] = []
  const heard: string[] = []
  const api: Api = {
    door: { ask: (question) => new Promise((resolve, reject) => waiting.push({ question, resolve, reject })) },
  }
  const worker = new HostedWorker<Api, Told>(
    () => {
      workers.push(new FakeWorker<Told>(api))
      return workers[workers.length - 1] as unknown as Worker
    },
    ({ text }) => heard.push(text)
  )
  const ask = (question: string): Promise<string> => worker.call(({ door }) => door.ask(question))
  return { worker, workers, waiting, heard, ask }
}

/** Until what was posted has arrived: ports of Node deliver between two turns of its loop. */
async function delivered(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve))
}

async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += WATCH_MS) await vi.advanceTimersByTimeAsync(WATCH_MS)
}

/** What a promise has come to. */
function outcome(promise: Promise<string>): { now: string | Error | null } {
  const come: { now: string | Error | null } = { now: null }
  promise.then(
    (answer) => (come.now = answer),
    (error: Error) => (come.now = error)
  )
  return come
}

/** A worker that has answered once, and is at rest. */
async function rested() {
  const all = hosted()
  const first = all.ask('first')
  await delivered()
  all.workers[0].say({ type: 'beat' })
  await delivered()
  all.waiting[0].resolve('answered')
  await first
  return all
}

describe('call(work)', () => {
  test('starts the worker at the first call, and hands on what it answers, throws and says', async () => {
    const { worker, workers, waiting, heard, ask } = hosted()
    expect(worker.isStarted).toBe(false)
    const [one, other] = [ask('one'), ask('other')]
    await delivered()
    workers[0].say({ type: 'beat' }, { type: 'told', text: 'half way' }, { type: 'busy', reason: '', limitMs: 9 })
    await delivered()
    expect(waiting.map(({ question }) => question)).toEqual(['one', 'other'])
    waiting[1].resolve('yes')
    waiting[0].reject(new Error('invalid question: one'))
    await expect(one).rejects.toThrow('invalid question: one')
    expect(await other).toBe('yes')
    expect([heard, workers.length, worker.isStarted]).toEqual([['half way'], 1, true])
  })

  test('rejects with WorkerLost where the worker is silent for three seconds, and the next call starts another', async () => {
    const { worker, workers, waiting, ask } = await rested()
    const lost = outcome(ask('lost'))
    workers[0].die()
    await pass(SILENCE_MS)
    expect(lost.now).toBeNull()
    await pass(WATCH_MS)
    expect(lost.now).toEqual(new WorkerLost(GONE))
    expect([workers[0].isTerminated, worker.isStarted]).toEqual([true, false])
    const again = ask('again')
    await delivered()
    waiting[waiting.length - 1].resolve('here')
    expect(await again).toBe('here')
    expect(workers).toHaveLength(2)
  })

  test('waits longer for a worker that has not said its first word', async () => {
    const { workers, ask } = hosted()
    const lost = outcome(ask('lost'))
    workers[0].die()
    await pass(START_MS)
    expect(lost.now).toBeNull()
    await pass(WATCH_MS)
    expect(lost.now).toEqual(new WorkerLost(GONE))
  })

  test('waits as long as a busy worker says, until its next sign of life', async () => {
    const { workers, ask } = await rested()
    const busy = outcome(ask('busy'))
    await delivered()
    workers[0].say({ type: 'busy', reason: 'fitting features', limitMs: 60_000 })
    await delivered()
    await pass(59_000)
    expect(busy.now).toBeNull()
    workers[0].say({ type: 'beat' })
    await delivered()
    await pass(SILENCE_MS + WATCH_MS)
    expect(busy.now).toEqual(new WorkerLost(GONE))
  })

  test('does not take the silence of a page that slept for that of its worker', async () => {
    const { workers, ask } = await rested()
    const asked = outcome(ask('asked'))
    await delivered()
    workers[0].say({ type: 'beat' })
    await delivered()
    const { now } = performance
    vi.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + 60_000)
    await pass(SILENCE_MS)
    expect(asked.now).toBeNull()
    await pass(2 * WATCH_MS)
    expect(asked.now).toEqual(new WorkerLost(GONE))
    vi.restoreAllMocks()
  })
})

describe('late messages', () => {
  const late = { type: 'busy', reason: 'scoring a window of traffic', limitMs: 20_000 } as const

  test('a busy that comes after its answer lengthens no later wait', async () => {
    const { workers, ask } = await rested()
    workers[0].say(late)
    await delivered()
    workers[0].die()
    const lost = outcome(ask('lost'))
    await pass(SILENCE_MS + WATCH_MS)
    expect(lost.now).toEqual(new WorkerLost(GONE))
  })

  test('nor does one that comes when the next call is under way already', async () => {
    const { workers, ask } = await rested()
    workers[0].die()
    const lost = outcome(ask('lost'))
    workers[0].say(late)
    workers[0].say({ type: 'rest' })
    await delivered()
    await pass(SILENCE_MS + WATCH_MS)
    expect(lost.now).toEqual(new WorkerLost(GONE))
  })

  test('of a worker that was ended are not heard, and its late failure does not end the next', async () => {
    const { worker, workers, waiting, heard, ask } = await rested()
    worker.terminate('not wanted')
    const next = ask('next')
    workers[0].say({ type: 'told', text: 'from beyond' })
    workers[0].fail('too late')
    await delivered()
    waiting[waiting.length - 1].resolve('here')
    expect(await next).toBe('here')
    expect(heard).toEqual([])
  })
})

describe('terminate(reason)', () => {
  test('rejects all calls under way with the reason, and ends the worker', async () => {
    const { worker, workers, ask } = hosted()
    const calls = [outcome(ask('one')), outcome(ask('other'))]
    worker.terminate('stopped')
    await delivered()
    expect(calls.map(({ now }) => now)).toEqual([new WorkerLost('stopped'), new WorkerLost('stopped')])
    expect([workers[0].isTerminated, worker.isStarted]).toEqual([true, false])
  })

  test('before any call does nothing', () => {
    const { worker, workers } = hosted()
    worker.terminate('stopped')
    expect(workers).toEqual([])
  })
})

describe('a worker that fails', () => {
  test.each([
    ['says why', 'script not found', 'script not found'],
    ['says nothing', '', 'the worker could not start'],
  ])('at its start and %s rejects the call in one line', async (_, message, line) => {
    const { workers, ask } = hosted()
    const lost = outcome(ask('lost'))
    workers[0].fail(message)
    await delivered()
    expect(lost.now).toEqual(new WorkerLost(line))
  })
})

describe('callAgain(work)', () => {
  const askAgain = ({ worker }: ReturnType<typeof hosted>, question: string) =>
    outcome(worker.callAgain(({ door }) => door.ask(question)))

  test('asks once more in a fresh worker where the first was lost, and not a third time', async () => {
    const all = hosted()
    const asked = askAgain(all, 'one')
    all.workers[0].fail('lost')
    await delivered()
    expect([all.workers.length, asked.now]).toEqual([2, null])
    all.workers[1].fail('lost again')
    await delivered()
    expect([all.workers.length, asked.now]).toEqual([2, new WorkerLost('lost again')])
  })

  test('does not ask again what was cancelled, or what was answered by an error', async () => {
    const all = hosted()
    const cancelled = askAgain(all, 'one')
    all.worker.terminate(CANCELLED)
    await delivered()
    const refused = askAgain(all, 'other')
    await delivered()
    all.waiting[all.waiting.length - 1].reject(new Error('no rows'))
    await delivered()
    expect(cancelled.now).toEqual(new WorkerLost(CANCELLED))
    expect(refused.now).toHaveProperty('message', 'no rows')
    expect(all.workers).toHaveLength(2)
  })
})
