import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Recording } from '../../../src/app/recording.svelte.ts'

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', () => 1)
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
})
afterEach(() => vi.unstubAllGlobals())

it('Recording plays its curves from the first rows, and has the pictures of their end from the start', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  const recording = new Recording()
  await recording.play('ad-ctr')
  expect(recording.runs.map(({ status, report }) => [status, report])).toEqual([
    ['running', null],
    ['running', null],
  ])
  for (const run of recording.ended) {
    expect(run.status).toBe('finished')
    expect(run.report?.curves.thresholds.truePositives.length).toBeGreaterThan(10)
    expect(run.rowsSeen).toBeGreaterThan(100_000)
  }
})

it('Recording stands still at its end under reduced motion', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }))
  const recording = new Recording()
  await recording.play('ad-ctr')
  expect(recording.runs.map(({ status }) => status)).toEqual(['finished', 'finished'])
})
