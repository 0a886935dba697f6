import { cleanup, render, screen } from '@testing-library/svelte'
import { describe, expect, test } from 'vitest'
import { formatMetric } from '../../../src/core/kernel/numbers.ts'
import { withReach } from '../../../src/core/ceiling/reach.ts'
import type { DataSummary } from '../../../src/core/lab.ts'
import { raisedReach } from '../../../src/core/metrics/gap.ts'
import type { MetricValues } from '../../../src/core/metrics/metric.ts'
import { gapsOf, gapTable } from '../../../src/views/evaluation/gap.ts'
import GapView from '../../../src/views/evaluation/GapView.svelte'
import type { RunState } from '../../../src/state/run.svelte.ts'
import { limitsFor, limitsOf } from '../../../src/core/report/limits.ts'
import RaceView from '../../../src/views/race/RaceView.svelte'
import { runRows } from '../../../src/core/report/run-rows.ts'
import { data, trained } from './sample.ts'

const basis = { part: 'validation', expected: true } as const
const { ceiling, trivial } = data.validation

/** Metrics this share of the way from guessing to what the world knows. */
function onTheWay(share: number, part: 'sampled' | 'expected'): MetricValues {
  return Object.fromEntries(
    Object.entries(ceiling![part]).map(([key, best]) => {
      const none = trivial[part][key]
      return [key, best === null || none === null ? null : none + share * (best - none)]
    })
  )
}

function estimated(share: number, settled: boolean): DataSummary {
  const measured = { sampled: onTheWay(share, 'sampled'), expected: onTheWay(share, 'expected') }
  return withReach(data, { rows: 400_000, settled, live: measured, validation: measured, test: measured })
}

const unknown: DataSummary = { ...data, validation: { ceiling, trivial }, test: { ceiling, trivial } }

describe('two ceilings', () => {
  test('RaceView draws what these columns can reach and, apart from it, what the world knows', () => {
    const run = trained({ evaluations: 3, skill: 0.4, table: estimated(0.95, true) })
    const { container } = render(RaceView, { props: { runs: [run], metric: 'auc' } })
    const { columns } = limitsFor(run, [run], 'auc', basis)
    const texts = [
      `these columns can reach ≥ ${formatMetric(columns)}`,
      `the world knows ${formatMetric(ceiling!.expected.auc)}`,
    ]
    for (const text of texts) expect(screen.getByText(text)).toBeTruthy()
    expect(screen.getByRole('img').getAttribute('aria-label')).toContain(texts.join('; '))
    expect(container.querySelectorAll('[data-tone="ceiling"]')).toHaveLength(1)
    expect(container.querySelectorAll('[data-tone="world"]')).toHaveLength(1)
  })

  test('texts of two ceilings that lie close stand beyond the outer one, one over the other', () => {
    const run = trained({ evaluations: 3, skill: 0.4, table: estimated(0.998, true) })
    render(RaceView, { props: { runs: [run], metric: 'auc' } })
    const [reach, world] = [/^these columns can reach/, /^the world knows/].map((words) => {
      const text = screen.getByText(words)
      const line = text.parentElement!.querySelector('line')!
      return { text: Number(text.getAttribute('y')), line: Number(line.getAttribute('y1')) }
    })
    expect(reach.line - world.line).toBeGreaterThan(0)
    expect(reach.line - world.line).toBeLessThan(18)
    expect(reach.text).toBeLessThan(world.line)
    expect(reach.text - world.text).toBeCloseTo(13, 6)
  })

  test('the race says whether its lines stand on all of validation', () => {
    const all = { ...data, liveRows: data.rows.validation }
    for (const [table, words] of [
      [all, /; lines: validation while training$/],
      [{ ...all, liveRows: 10 }, /; lines: first validation rows while training$/],
    ] as const) {
      render(RaceView, { props: { runs: [trained({ evaluations: 2, table })], metric: 'auc' } })
      expect(screen.getByText(words)).toBeTruthy()
      cleanup()
    }
  })

  test('an estimate that more rows would raise says at how many it stands', () => {
    render(RaceView, {
      props: { runs: [trained({ evaluations: 3, skill: 0.4, table: estimated(0.95, false) })], metric: 'auc' },
    })
    expect(screen.getByText(/^these columns can reach ≥ 0\.\d+, not settled at 400,000 rows$/)).toBeTruthy()
  })

  test('an estimate of a metric whose lower values are better is a bound from above', () => {
    const run = trained({ evaluations: 1, skill: 0.4, table: estimated(0.95, true) })
    render(RaceView, { props: { runs: [run], metric: 'logLoss' } })
    const { columns } = limitsFor(run, [run], 'logLoss', basis)
    expect(screen.getByText(`these columns can reach ≤ ${formatMetric(columns)}`)).toBeTruthy()
    expect(gapTable(gapsOf([run], 'logLoss', basis)).rows[0][3]).toBe(`≤ ${formatMetric(columns)}`)
  })

  test('a run raises what these columns can reach in expectation, and not by luck of the labels', () => {
    const [low, run] = [0.1, 0.4].map((skill) => trained({ evaluations: 1, skill, table: estimated(0.01, true) }))
    const columnsOn = (expected: boolean, runs: RunState[]) =>
      limitsFor(low, runs, 'auc', { part: 'validation', expected }).columns
    expect(columnsOn(true, [low, run])).toBeGreaterThan(columnsOn(true, [])!)
    expect(columnsOn(false, [low, run])).toBe(columnsOn(false, []))
  })

  test('shares of the gap are of what these columns can reach, in the picture and in the table of runs', () => {
    const run = trained({ evaluations: 1, skill: 0.4, table: estimated(0.99, true) })
    const whole = trained({ evaluations: 1, skill: 0.4 })
    const [gap] = gapsOf([run], 'auc', basis)
    const [ofWorld] = gapsOf([whole], 'auc', basis)
    expect(gap.closed).toBeCloseTo(ofWorld.closed! / 0.99, 10)
    expect(runRows([run], { metrics: ['auc'], basis })[0].closed).toBe(gap.closed)
  })

  test('a run above an estimate raises it, so that no share is over 100 %', () => {
    const runs = [0.9, 0.4].map((skill, laneIndex) =>
      trained({ evaluations: 1, skill, laneIndex, label: `model ${laneIndex}`, table: estimated(0.3, true) })
    )
    const shares = gapsOf(runs, 'auc', basis).map(({ closed }) => closed!)
    expect(Math.max(...shares)).toBe(1)
    expect(Math.min(...shares)).toBeLessThan(1)
    expect(raisedReach(0.3, [0.4, null, 0.2], 'lower')).toBe(0.2)
    expect(raisedReach(null, [0.4], 'higher')).toBeNull()
  })

  test('where nobody has worked it out there is one line, and no share', () => {
    const run = trained({ evaluations: 1, table: unknown })
    const { unmount } = render(RaceView, { props: { runs: [run], metric: 'auc' } })
    expect(screen.getByText(`the world knows ${formatMetric(ceiling!.expected.auc)}`)).toBeTruthy()
    expect(screen.queryByText(/^(these columns can reach|best possible) /)).toBeNull()
    unmount()
    expect(gapsOf([run], 'auc', basis)[0].closed).toBeNull()
    render(GapView, { props: { runs: [run], metric: 'auc' } })
    expect(screen.getByText(/n\/a: not computed for these settings/)).toBeTruthy()
  })

  test('GapView has a dotted line beyond 100 % for what the world knows', () => {
    const run = trained({ evaluations: 1, skill: 0.4, table: estimated(0.95, true) })
    const { container } = render(GapView, { props: { runs: [run], metric: 'auc' } })
    expect(container.querySelectorAll('[data-tone="world"]')).toHaveLength(1)
    expect(screen.getByRole('img').getAttribute('aria-label')).toMatch(
      /between guessing 0\.5\d* and these columns can reach ≥ 0\.\d+/
    )
  })

  test('limitsOf(reference) is null for columns where it is not known', () => {
    expect(limitsOf(unknown.test, 'auc', true)).toMatchObject({
      columns: null,
      reach: null,
      ceiling: ceiling!.expected.auc,
    })
  })
})
