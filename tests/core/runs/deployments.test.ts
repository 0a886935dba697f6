import { describe, expect, test } from 'vitest'
import { arrivalOf, servedWhen, stageOf, type Deployment } from '../../../src/core/runs/deployments.ts'

const log: readonly Deployment[] = [
  { time: 0, version: 'a', event: 'promote' },
  { time: 5, version: 'b', event: 'shadow' },
  { time: 8, version: 'b', event: 'challenge' },
  { time: 10, version: 'a', event: 'retire' },
  { time: 10, version: 'b', event: 'promote' },
]

describe('stageOf', () => {
  test('stageOf(log, version, time) is what the last event up to then made of it', () => {
    const stagesOf = (version: string) => [-1, 0, 5, 8, 10, 99].map((time) => stageOf(log, version, time))
    expect(stagesOf('a')).toEqual(['candidate', 'champion', 'champion', 'champion', 'retired', 'retired'])
    expect(stagesOf('b')).toEqual(['candidate', 'candidate', 'shadow', 'challenger', 'champion', 'champion'])
    expect(stageOf(log, 'c')).toBe('candidate')
    expect(stageOf([], 'a')).toBe('candidate')
  })

  test('champion and challenger stand side by side', () => {
    expect([stageOf(log, 'a', 9), stageOf(log, 'b', 9)]).toEqual(['champion', 'challenger'])
  })

  test('events of one time count in their order, whatever came later in time', () => {
    const rolledBack = [...log, { time: 10, version: 'b', event: 'retire' } as const]
    expect(stageOf(rolledBack, 'b')).toBe('retired')
    expect(stageOf([...log].reverse(), 'b', 8)).toBe('challenger')
  })
})

test('servedWhen(log) is each stretch over which a version answered traffic', () => {
  expect(servedWhen(log)).toEqual([
    { version: 'a', from: 0, to: 10 },
    { version: 'b', from: 10, to: null },
  ])
  const back: readonly Deployment[] = [...log, { time: 20, version: 'a', event: 'promote' }]
  expect(servedWhen(back)).toContainEqual({ version: 'a', from: 20, to: null })
})

test('arrivalOf(log, span) says why a version came in, from what the log says before', () => {
  const later: readonly Deployment[] = [
    { time: 20, version: 'c', event: 'promote' },
    { time: 20, version: 'b', event: 'retire' },
    { time: 30, version: 'c', event: 'retire' },
    { time: 30, version: 'a', event: 'promote' },
  ]
  const whole = [...log, ...later]
  const arrivals = servedWhen(whole).map((span) => [span.version, arrivalOf(whole, span)])
  expect(arrivals).toEqual([
    ['a', 'start'],
    ['b', 'released'],
    ['c', 'promoted'],
    ['a', 'rolled back'],
  ])
})
