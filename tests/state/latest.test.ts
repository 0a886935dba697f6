import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Announcement } from '../../src/state/announcement.ts'
import { Latest } from '../../src/state/latest.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('latest.ask(work) drops the answer of what is no longer the newest, and its failure', async () => {
  const latest = new Latest()
  const [answered, failed] = [vi.fn(), vi.fn()]
  const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  const slow = async (): Promise<string> => (await after(20), 'slow')
  const failing = (): Promise<string> => after(30).then(() => Promise.reject(new Error('late')))
  const asked = [slow, failing, async () => 'newest'].map((work) => latest.ask(work, answered, failed))
  await vi.advanceTimersByTimeAsync(40)
  await Promise.all(asked)
  expect(answered.mock.calls).toEqual([['newest']])
  expect(failed).not.toHaveBeenCalled()
})

test('latest.ask(work) rejects with a failure that nobody takes', async () => {
  await expect(new Latest().ask(() => Promise.reject(new Error('lost')), vi.fn())).rejects.toThrow('lost')
})

test('latest.cancel() drops what is under way', async () => {
  const latest = new Latest()
  const answered = vi.fn()
  const asked = latest.ask(async () => 1, answered)
  latest.cancel()
  await asked
  expect(answered).not.toHaveBeenCalled()
})

test('new Latest({ afterMs: 250 }) begins once nothing was asked for so long', async () => {
  const latest = new Latest({ afterMs: 250 })
  const [work, answered] = [vi.fn(async (place: number) => place), vi.fn()]
  const first = latest.ask(() => work(1), answered)
  await vi.advanceTimersByTimeAsync(200)
  const second = latest.ask(() => work(2), answered)
  await vi.advanceTimersByTimeAsync(249)
  expect(work).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  await Promise.all([first, second])
  expect(work.mock.calls).toEqual([[2]])
  expect(answered.mock.calls).toEqual([[2]])
})

test('an announcement reaches every listener until it has enough', () => {
  const news = new Announcement<number>()
  const [one, other] = [vi.fn(), vi.fn()]
  const end = news.hear(one)
  news.hear(other)
  news.tell(1)
  end()
  news.tell(2)
  expect(one.mock.calls).toEqual([[1]])
  expect(other.mock.calls).toEqual([[1], [2]])
})

test('new Latest({ oneAtATime: true }) begins the newest once the work before it has ended, and skips what came between', async () => {
  const latest = new Latest({ oneAtATime: true })
  const begun: number[] = []
  const ends: (() => void)[] = []
  const answered = vi.fn()
  const work = (place: number) => () => {
    begun.push(place)
    return new Promise<number>((resolve) => ends.push(() => resolve(place)))
  }
  const first = latest.ask(work(1), answered)
  await vi.advanceTimersByTimeAsync(0)
  const asked = [2, 3].map((place) => latest.ask(work(place), answered))
  await vi.advanceTimersByTimeAsync(0)
  expect(begun).toEqual([1])
  ends[0]()
  await vi.advanceTimersByTimeAsync(0)
  expect(begun).toEqual([1, 3])
  ends[1]()
  await Promise.all([first, ...asked])
  expect(answered.mock.calls).toEqual([[3]])
})

test('latest.ask(work) tells the work by its signal that nobody waits any more', async () => {
  const latest = new Latest()
  const signals: AbortSignal[] = []
  const work = async (signal: AbortSignal) => void signals.push(signal)
  await Promise.all([latest.ask(work, vi.fn()), latest.ask(work, vi.fn())])
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
  latest.cancel()
  expect(signals[1].aborted).toBe(true)
})
