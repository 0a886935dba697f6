import { describe, expect, it } from 'vitest'
import { courseOf, endingOf, formatClock, formatRowRate, progressOf } from '../../../src/labs/frame/progress.ts'
import { finishedRun } from './finished-run.ts'
import { treesRun } from './trees-run.ts'

function running(laneIndex: 0 | 1, rowsSeen: number, rowsPerSecond: number | null) {
  const run = finishedRun(laneIndex, { id: `run-${laneIndex}` })
  run.status = 'running'
  run.rowsSeen = rowsSeen
  run.rowsTotal = 1_000
  run.rowsPerSecond = rowsPerSecond
  return run
}

describe('progressOf', () => {
  it('is that of the entrant that will end last: its rows, its rate and its time left', () => {
    expect(progressOf([running(0, 800, 100), running(1, 200, 50)])).toMatchObject({
      ...{ rowsSeen: 200, rowsTotal: 1_000, rowsPerSecond: 50, secondsLeft: 16, isTesting: false },
    })
    expect(progressOf([running(0, 400, 300), running(1, 600, 20)])).toMatchObject({ rowsSeen: 600, rowsPerSecond: 20 })
  })

  it('names no time left while a rate is unknown', () => {
    expect(progressOf([running(0, 800, 100), running(1, 0, null)])).toMatchObject({ rowsSeen: 0, secondsLeft: null })
  })

  it('is testing once nothing trains, and not while another does', () => {
    const [testing, other] = [running(0, 900, 1), running(1, 600, 400)]
    testing.phase = 'testing'
    expect(progressOf([testing, other])).toMatchObject({ rowsSeen: 600, secondsLeft: 1, isTesting: false })
    other.phase = 'testing'
    expect(progressOf([testing, other]).isTesting).toBe(true)
  })

  it('of a race that is over is that of the one that came least far', () => {
    const stopped = running(1, 300, 50)
    stopped.status = 'stopped'
    expect(progressOf([finishedRun(0), stopped])).toMatchObject({ rowsSeen: 300, rowsPerSecond: 0, ending: 'stopped' })
  })

  it('of nothing is nothing', () => {
    expect(progressOf([])).toEqual({
      ...{ rowsSeen: 0, rowsTotal: 0, rowsPerSecond: 0, secondsLeft: null, isTesting: false, ending: '' },
    })
  })

  it('endingOf says the worst that happened', () => {
    const diverged = finishedRun(1)
    diverged.status = 'diverged'
    expect(endingOf([finishedRun(0), diverged])).toBe('diverged')
    expect(endingOf([finishedRun(0), finishedRun(1)])).toBe('finished')
  })

  it('endingOf says which runs stopped early, and courseOf where and why', () => {
    const early = (laneIndex: 0 | 1, rowsSeen: number) => {
      const run = finishedRun(laneIndex)
      if (run.report) run.report = { ...run.report, ending: { reason: 'early stop', text: 'no better' } }
      run.rowsSeen = rowsSeen
      return run
    }
    expect(endingOf([early(1, 12_800)])).toBe('stopped early')
    expect(endingOf([early(0, 12_800), early(1, 20_480)])).toBe('stopped early')
    expect(endingOf([finishedRun(0), early(1, 12_800)])).toBe('finished, DCN-V2 stopped early')
    expect(courseOf(early(1, 12_800))[0]).toBe('stopped early at 12,800 of 420,000 rows seen: no better')
    const trees = treesRun({ rounds: 31 })
    if (trees.report) trees.report = { ...trees.report, ending: { reason: 'early stop', text: 'no better' } }
    expect(courseOf(trees)[0]).toBe('stopped early at 31 rounds: no better')
  })

  it('endingOf says which were still improving', () => {
    const improving = finishedRun(1)
    if (improving.report)
      improving.report = { ...improving.report, ending: { reason: 'finished', text: '1 epoch', isImproving: true } }
    expect(endingOf([improving])).toBe('finished, still improving')
    expect(endingOf([finishedRun(0), improving])).toBe('finished, DCN-V2 still improving')
  })

  it.each([
    [0.2, '1 s'],
    [59.1, '1 min 00 s'],
    [125, '2 min 05 s'],
  ])('formatClock(%d) is %s', (seconds, text) => expect(formatClock(seconds)).toBe(text))

  it('formatRowRate keeps two digits', () => expect(formatRowRate(11_437)).toBe('11,000 rows/s'))
})
