import { expect, test } from 'vitest'
import { jobs } from '../../src/core/jobs.ts'
import type { Job } from '../../src/core/threads/job.ts'
import { serveThread } from '../../src/core/threads/serve.ts'

const host = { answer: () => undefined, yieldToMessages: () => Promise.resolve() }

test('every kind of job has a name of its own, and starts on a thread', () => {
  const ids = jobs.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const job of jobs) expect(job.start(host).hear).toBeTypeOf('function')
})

test('serveThread starts a job at its first request, keeps what that left, and mixes with others', async () => {
  const heard: string[] = []
  const counting = (id: string): Job => ({
    id,
    start: () => {
      let requests = 0
      heard.push(`${id} starts`)
      return { hear: () => void heard.push(`${id} ${++requests}`) }
    },
  })
  const serve = serveThread([counting('a'), counting('b')], host)
  for (const job of ['b', 'a', 'b']) await serve({ job })
  expect(heard).toEqual(['b starts', 'b 1', 'a starts', 'a 1', 'b 2'])
})

test('serveThread refuses a job that it was not given', async () => {
  await expect(serveThread(jobs, host)({ job: 'paint' })).rejects.toThrow(
    `invalid job: paint; expected ${jobs.map(({ id }) => id).join(', ')}`
  )
})
