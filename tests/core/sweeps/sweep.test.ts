import { expect, test } from 'vitest'
import { sweep, type SweepEvent, type SweepOptions } from '../../../src/core/sweeps/sweep.ts'

const jobs = ['a', 'b', 'c', 'd'].map((key) => ({ key }))
type Event = SweepEvent<(typeof jobs)[number], string>

async function swept(run: (key: string) => Promise<string>, options: SweepOptions, onEvent = (_: Event) => {}) {
  const events: Event[] = []
  const all = sweep(jobs, ({ key }) => run(key), options)
  for (;;) {
    const next = await all.next()
    if (next.done) return { events, end: next.value, lines: events.map((event) => `${event.type} ${event.job.key}`) }
    events.push(next.value)
    onEvent(next.value)
  }
}

const never = new AbortController().signal

test('sweep(jobs) does one after the other and counts them', async () => {
  const { events, end, lines } = await swept(async (key) => key.toUpperCase(), { signal: never })
  expect(lines).toEqual(['a', 'b', 'c', 'd'].flatMap((key) => [`began ${key}`, `done ${key}`]))
  expect(events.at(-1)).toMatchObject({ type: 'done', result: 'D', of: 4, done: 4 })
  expect(end).toEqual({ of: 4, done: 4, failed: 0 })
})

test('sweep(jobs, run, {done}) skips what an earlier sweep has done', async () => {
  const { events, lines } = await swept(async (key) => key, { signal: never, done: new Set(['a', 'c']) })
  expect(lines).toEqual(['began b', 'done b', 'began d', 'done d'])
  expect(events[0]).toMatchObject({ of: 4, done: 2 })
})

test('a job of a sweep that fails says why and ends no other', async () => {
  const run = async (key: string): Promise<string> => {
    if (key === 'b') throw new Error('no rows')
    return key
  }
  const { events, end } = await swept(run, { signal: never })
  expect(events.find(({ type }) => type === 'failed')).toMatchObject({ job: { key: 'b' }, message: 'no rows' })
  expect(end).toEqual({ of: 4, done: 3, failed: 1 })
})

test('an aborted sweep begins nothing more, and what fails for it is no failure', async () => {
  const stop = new AbortController()
  const run = async (key: string): Promise<string> => {
    if (key !== 'b') return key
    stop.abort()
    throw new Error('stopped')
  }
  const { lines, end } = await swept(run, { signal: stop.signal })
  expect(lines).toEqual(['began a', 'done a', 'began b'])
  expect(end).toEqual({ of: 4, done: 1, failed: 0 })
})

test('sweep(jobs, run, {atOnce: 2}) has two under way, and never more', async () => {
  let now = 0
  let most = 0
  const run = async (key: string): Promise<string> => {
    most = Math.max(most, ++now)
    await new Promise((resolve) => setTimeout(resolve, 1))
    now--
    return key
  }
  const { end } = await swept(run, { signal: never, atOnce: 2 })
  expect(most).toBe(2)
  expect(end.done).toBe(4)
})
