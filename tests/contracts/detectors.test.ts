import { describe, expect, it } from 'vitest'
import type { Detector, Sight } from '../../src/core/drift/detectors/detector.ts'
import { detectors } from '../../src/core/drift/detectors/index.ts'
import { crossedLine } from '../../src/core/drift/detectors/detector-value.ts'
import { watchScene } from '../../src/core/drift/detectors/scene.ts'
import type { Watched } from '../../src/core/drift/detectors/watch.ts'
import { Random } from '../../src/core/kernel/random.ts'
import { smallTable } from '../core/features/small-table.ts'

const rows = 4000

/** Where it moves, what is watched grows, and labels come true more often than the scores say. */
function watched(seed: number, move = 0): Record<string, Watched & { readonly sight: Sight }> {
  const random = Random.of(seed)
  const values = Float32Array.from({ length: rows }, () => random.normal() + move)
  const codes = Uint16Array.from({ length: rows }, () => 1 + random.below(30) * (random.uniform() < move ? 7 : 1))
  const label = Uint8Array.from({ length: rows }, () => Number(random.uniform() < 0.1 + move / 2))
  const whole = { ranges: [{ from: 0, to: rows }], requests: null, labels: null }
  const numbers = { ...whole, column: { kind: 'numeric', values } } as const
  return {
    'a column of numbers': { sight: 'column', ...numbers },
    'a column of codes': { sight: 'column', ...whole, column: { kind: 'categorical', values: codes } },
    scores: { sight: 'scores', ...numbers },
    labels: { sight: 'labels', ...whole, column: { kind: 'numeric', values: values.map(() => 0.1) }, labels: label },
  }
}

const all: readonly Detector[] = detectors

describe.each(all.map((detector) => ({ id: detector.id, detector })))('$id', ({ detector }) => {
  const sights = Object.entries(watched(1)).flatMap(([name, { sight }]) =>
    detector.watches.includes(sight) ? [name] : []
  )

  it('has a label, a help that is a sentence, and lines in order', () => {
    expect(detector.label).not.toBe('')
    expect(detector.help).toMatch(/^[A-Z].{30,}\.$/)
    const values = detector.lines.map((line) => line.value)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    expect(new Set(detector.lines.map(({ label }) => label)).size).toBe(values.length)
    expect(detector.watches.length).toBeGreaterThan(0)
  })

  it.each(sights)('%s: sees what moved and not what did not', (name) => {
    const unmoved = detector.learn(watched(1)[name])(watched(2)[name])
    const moved = detector.learn(watched(1)[name])(watched(3, 0.8)[name])
    if (unmoved.expected !== null) expect(unmoved.value).toBeLessThan(3 * unmoved.expected)
    expect(unmoved.value).toBeLessThan(detector.lines[0].value)
    expect(moved.value).toBeGreaterThan(detector.lines[detector.lines.length - 1].value)
    expect([crossedLine(detector, unmoved), crossedLine(detector, moved)]).toEqual([null, detector.lines.at(-1)])
  })

  it.each(sights)('%s: gives the same again, and finite numbers of no rows', (name) => {
    const windows = [2, 3].map((seed) => watched(seed)[name])
    const [watch, again] = [1, 1].map((seed) => detector.learn(watched(seed)[name]))
    const said = windows.map(watch)
    expect(windows.map(again)).toEqual(said)
    if (!detector.isSequential) expect(windows.map(watch)).toEqual(said)
    const none = watch({ ...windows[0], ranges: [] })
    expect(Number.isFinite(none.value) && Number.isFinite(none.expected ?? 0)).toBe(true)
  })

  it('watchScene reads each sight that it watches, every column among them, and no other', () => {
    const { 'a column of numbers': x, 'a column of codes': code } = watched(4)
    const columns = { numeric: { x: [...x.column.values] }, categorical: { code: [...code.column.values] } }
    const table = smallTable({ ...columns, label: Array.from({ length: rows }, (_, i) => i % 2) })
    const scene = { table, scores: new Float32Array(rows).fill(0.5), ranges: [{ from: 0, to: rows }] }
    const found = watchScene(detector, scene)(scene)
    expect(found.detector).toBe(detector.id)
    expect(found.columns.map(({ id }) => id)).toEqual(detector.watches.includes('column') ? ['x', 'code'] : [])
    expect(found.scores !== null).toBe(detector.watches.includes('scores'))
    expect(found.labels !== null).toBe(detector.watches.includes('labels'))
  })
})
