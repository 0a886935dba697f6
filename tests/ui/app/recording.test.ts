import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Recording, recordings } from '../../../src/app/recording.svelte.ts'

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

it('Recording throws where it could not be loaded, and plays when it is asked for again', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }))
  const loads = recordings as Record<string, () => Promise<{ default: unknown }>>
  const load = vi.spyOn(loads, 'ad-ctr').mockRejectedValueOnce(new TypeError('Failed to fetch'))
  const recording = new Recording()
  await expect(recording.play('ad-ctr')).rejects.toThrow('Failed to fetch')
  await recording.play('ad-ctr')
  expect(load).toHaveBeenCalledTimes(2)
  expect(recording.runs).toHaveLength(2)
})
