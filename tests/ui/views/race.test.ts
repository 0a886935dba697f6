import { fireEvent, render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { flushSync } from 'svelte'
import { describe, expect, test } from 'vitest'
import { formatMetric } from '../../../src/core/kernel/numbers.ts'
import { raceLimits } from '../../../src/core/report/race-limits.ts'
import { pointNear, raceDomain, raceLines } from '../../../src/views/race/race.ts'
import RaceView from '../../../src/views/race/RaceView.svelte'
import { limitsOf } from '../../../src/core/report/limits.ts'
import { treesRun } from '../labs/trees-run.ts'
import { data, trained } from './sample.ts'

const basis = { part: 'validation', expected: true } as const
const options = { metric: 'auc', basis }
const limits = limitsOf(data.validation, 'auc', true)

describe('raceLines', () => {
  test('raceLines(repeat) is the mean of the seeds inside the band of least and most', () => {
    const runs = [1, 2, 3].map((seed) => trained({ seed, skill: 0.3 + 0.1 * seed, repeatGroup: 'r', evaluations: 3 }))
    const [line, ...others] = raceLines(runs, [], options)
    expect(others).toEqual([])
    expect(line.name).toBe('Logistic regression ×3')
    const finals = runs.map((run) => run.evaluations.at(-1)?.validation.expected.auc ?? NaN)
    const last = line.band[line.band.length - 1]
    expect(last).toMatchObject({ low: Math.min(...finals), high: Math.max(...finals) })
    expect(line.points[line.points.length - 1].y).toBeCloseTo((finals[0] + finals[1] + finals[2]) / 3, 12)
  })

  test('raceLines(runs, ghosts) puts ghosts below and keeps their lane', () => {
    const lines = raceLines(
      [trained({ evaluations: 2 })],
      [trained({ laneIndex: 1, label: 'old', evaluations: 2 })],
      options
    )
    expect(lines.map((line) => [line.name, line.isGhost])).toEqual([
      ['old', true],
      ['Logistic regression', false],
    ])
    expect(lines[0].look.color).toBe('var(--lane-1)')
  })

  test('raceLines(long run) keeps 400 points at most, its last among them', () => {
    const run = trained({ evaluations: 1 })
    const { validation } = run.evaluations[0]
    run.evaluations = Array.from({ length: 3000 }, (_, i) => ({ rowsSeen: i + 1, epoch: 1, validation }))
    const [line] = raceLines([run], [], options)
    expect(line.points).toHaveLength(400)
    expect(line.points[399].x).toBe(3000)
  })

  test('raceLines(diverged run) says so', () => {
    const run = trained({ evaluations: 2, isFinished: false })
    run.status = 'diverged'
    expect(raceLines([run], [], options)[0].state).toBe('diverged')
  })
})

describe('the axis among trees', () => {
  const places = (runs: Parameters<typeof raceLines>[0], ghosts: Parameters<typeof raceLines>[1] = []) =>
    raceLines(runs, ghosts, options).map(({ points, kept }) => [...points.map(({ x }) => x), kept?.x])

  test('raceLines(networks) count rows, and shares of each training where trees run or stand as a ghost', () => {
    const network = trained({ evaluations: 2 })
    expect(places([network])).toEqual([[21_000, 42_000, 42_000]])
    expect(places([network, treesRun({ rounds: 4 })])).toEqual([
      [0.5, 1, 1],
      [0.25, 0.5, 0.75, 1, 1],
    ])
    expect(places([network], [treesRun({ rounds: 1 })])).toEqual([
      [1, 1],
      [0.5, 1, 1],
    ])
  })

  test('raceLines(trees, stopped early) end where they stopped, and ring the rounds kept', () => {
    const run = treesRun({ rounds: 4 })
    run.rowsTotal = 8_000
    if (run.report) run.report = { ...run.report, bestRowsSeen: 2_000 }
    expect(places([run])).toEqual([[0.125, 0.25, 0.375, 0.5, 0.25]])
  })

  test('RaceView says what it counts, and has no log scale of it', () => {
    render(RaceView, { props: { runs: [treesRun({ rounds: 4 })], metric: 'auc' } })
    expect(screen.getByText('share of each model’s own training')).toBeTruthy()
    expect(screen.getByRole('img').getAttribute('aria-label')).toMatch(/after 100\u202f% of training, finished/)
    expect(screen.queryByRole('checkbox', { name: 'log rows' })).toBeNull()
  })
})

test('raceDomain(lines, limits) holds the best possible, and a runaway line only as far as the limits are apart', () => {
  const run = trained({ evaluations: 2 })
  const wild = { ...run.evaluations[0], validation: { sampled: { logLoss: 40 }, expected: {} } }
  run.evaluations = [wild]
  const loss = limitsOf(data.validation, 'logLoss', true)
  const [low, high] = raceDomain(raceLines([run], [], { metric: 'logLoss', basis }), loss)
  const ceiling = loss.ceiling ?? NaN
  const reach = (loss.trivial ?? NaN) - ceiling
  expect(low).toBeLessThan(ceiling)
  expect(high).toBeLessThan(ceiling + 2.5 * reach)
})

test('pointNear(points, x) is the nearest evaluation, null where there is none', () => {
  const points = [10, 20, 40].map((x) => ({ x, y: x }))
  expect([0, 14, 29, 31, 99].map((x) => pointNear(points, x)?.x)).toEqual([10, 10, 20, 40, 40])
  expect(pointNear([], 5)).toBeNull()
})

describe('raceLimits', () => {
  const half = (value: number | null) => value && value / 2
  const other = {
    ...data,
    validation: { ...data.validation, ceiling: { sampled: {}, expected: { auc: half(limits.ceiling) } } },
  }

  test('raceLimits(runs, ghosts, data) are of the runs’ own rows; of data only where there is no run', () => {
    expect(raceLimits([trained({ evaluations: 1 })], [], other, options)).toEqual(limits)
    expect(raceLimits([], [], other, options).ceiling).toBe(half(limits.ceiling))
  })

  test('raceLimits(repeat) are the mean of its seeds’ rows', () => {
    const runs = [
      trained({ evaluations: 1, repeatGroup: 'r' }),
      trained({ evaluations: 1, seed: 2, repeatGroup: 'r', table: other }),
    ]
    expect(raceLimits(runs, [], null, options).ceiling).toBeCloseTo(0.75 * (limits.ceiling ?? NaN), 12)
  })

  test('raceLines(runs, ghosts) says of which other rows a ghost is', () => {
    const ghosts = [
      trained({ evaluations: 1, seed: 2 }),
      trained({ evaluations: 1, label: 'rare', world: { baseRate: 0.01 } }),
      trained({ evaluations: 1, label: 'same', settings: { rate: 0.01 } }),
    ]
    expect(raceLines([trained({ evaluations: 1 })], ghosts, options).map(({ apart }) => apart)).toEqual([
      'other seed',
      'other settings',
      '',
      '',
    ])
  })
})

describe('RaceView', () => {
  test('drops how a run ended while an earlier place is read', async () => {
    render(RaceView, { props: { runs: [trained({ evaluations: 3 })], metric: 'auc' } })
    expect(screen.getByText('finished')).toBeTruthy()
    const picture = screen.getByRole('img')
    await fireEvent(picture, new MouseEvent('pointermove', { clientX: 50, clientY: 50, bubbles: true }))
    expect(screen.queryByText('finished')).toBeNull()
  })

  test('rings the weights that were kept, and says so where training went on', () => {
    const run = trained({ evaluations: 3 })
    const { container } = render(RaceView, { props: { runs: [run], metric: 'auc' } })
    expect(container.querySelectorAll('circle.kept')).toHaveLength(1)
    expect(screen.queryByText('best, kept')).toBeNull()
    if (run.report) run.report = { ...run.report, bestRowsSeen: 14_000 }
    flushSync()
    expect(screen.getByText('best, kept')).toBeTruthy()
  })

  test('speaks every run, the best possible and the trivial value', () => {
    const run = trained({ evaluations: 3 })
    render(RaceView, { props: { runs: [run], metric: 'auc' } })
    const value = formatMetric(run.report?.validation.expected.auc)
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      `AUC: Logistic regression ${value} after 42,000 rows, finished; ` +
        `best possible ${formatMetric(limits.ceiling)}; guessing ${formatMetric(limits.trivial)}`
    )
  })

  test('draws a mark where the rate changed, with its words', () => {
    const run = trained({ evaluations: 3 })
    run.take({ type: 'mark', rowsSeen: 14_000, mark: 'rate', text: 'rate 0.003 → 0.001' })
    render(RaceView, { props: { runs: [run], metric: 'auc' } })
    expect(screen.getByText('rate 0.003 → 0.001')).toBeTruthy()
  })

  test('reads the runs under the pointer, and goes back to the end when it leaves', async () => {
    const run = trained({ evaluations: 3 })
    render(RaceView, { props: { runs: [run], metric: 'auc' } })
    const picture = screen.getByRole('img')
    await fireEvent(picture, new MouseEvent('pointermove', { clientX: 50, clientY: 50, bubbles: true }))
    expect(screen.getByText(/14,000 rows/)).toBeTruthy()
    const first = formatMetric(run.evaluations[0].validation.expected.auc)
    expect(screen.getByText(first)).toBeTruthy()
    await fireEvent(picture, new MouseEvent('pointerleave'))
    expect(screen.queryByText(first)).toBeNull()
  })

  test('holds its axis while new evaluations come, and lets go', async () => {
    const run = trained({ evaluations: 3 })
    const { container } = render(RaceView, { props: { runs: [run], metric: 'logLoss' } })
    const ticks = () => [...container.querySelectorAll('.axis')][0].textContent
    const hold = screen.getByRole('checkbox', { name: 'hold axis' })
    await userEvent.click(hold)
    const before = ticks()
    const low = { sampled: {}, expected: { logLoss: 0.001 } }
    run.take({ type: 'evaluation', rowsSeen: 50_000, epoch: 2, validation: low })
    flushSync()
    expect(ticks()).toBe(before)
    await userEvent.click(hold)
    expect(ticks()).not.toBe(before)
  })

  test('shows rows on a log scale', async () => {
    const { container } = render(RaceView, { props: { runs: [trained({ evaluations: 8 })], metric: 'auc' } })
    const path = () => container.querySelector('.line')?.getAttribute('d')
    const before = path()
    await userEvent.click(screen.getByRole('checkbox', { name: 'log rows' }))
    expect(path()).not.toBe(before)
  })
})
