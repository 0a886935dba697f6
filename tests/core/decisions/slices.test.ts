import { describe, expect, it } from 'vitest'
import { cutColumn } from '../../../src/core/decisions/cut-column.ts'
import { examplesOf, type Cell } from '../../../src/core/decisions/examples.ts'
import { slicesOf } from '../../../src/core/decisions/slices.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { aucOf } from '../../../src/core/metrics/kinds/auc.ts'
import { averagePrecision } from '../../../src/core/metrics/kinds/pr-auc.ts'
import { sortDescending } from '../../../src/core/metrics/sort/descending.ts'
import { calibratedRows } from './rows.ts'

const random = Random.of(12)
const rows = calibratedRows(6000, random)
const codes = Uint16Array.from(rows.scores, () => Math.min(14, Math.floor(15 * random.uniform() * random.uniform())))
const numbers = Float32Array.from(rows.scores, () =>
  random.uniform() < 0.1 ? NaN : Math.round(50 * random.exponential())
)

describe('cutColumn', () => {
  it('keeps the nine most frequent values, the others, and missing', () => {
    const { names, sliceOf } = cutColumn({ kind: 'categorical', values: codes, names: ['one', 'two'] })
    expect(names).toHaveLength(11)
    expect(names.slice(0, 3)).toEqual(['one', 'two', '3'].map((text) => ({ type: 'value', text })))
    expect(names.slice(9)).toEqual([{ type: 'others', values: 5 }, { type: 'missing' }])
    codes.forEach((code, i) => expect(sliceOf[i]).toBe(code === 0 ? 10 : code > 9 ? 9 : code - 1))
  })

  it('cuts numbers into bins of about equal count that ties never part, missing apart', () => {
    const { names, sliceOf } = cutColumn({ kind: 'numeric', values: numbers })
    expect(names.at(-1)).toEqual({ type: 'missing' })
    const counts = names.map((_, s) => sliceOf.filter((slice) => slice === s).length)
    counts.slice(0, -1).forEach((count) => expect(Math.abs(count / 675 - 1)).toBeLessThan(0.35))
    numbers.forEach((value, i) => {
      const name = names[sliceOf[i]]
      if (Number.isNaN(value)) expect(name.type).toBe('missing')
      else if (name.type === 'range') expect(value >= name.from && value <= name.to).toBe(true)
      else throw new Error(name.type)
    })
  })

  it('names each of few numbers, and leaves nothing unnamed of one or none', () => {
    const cut = (values: number[]) => cutColumn({ kind: 'numeric', values: Float32Array.from(values) })
    expect(cut([2, 0.5, 2, NaN])).toEqual({
      names: [{ type: 'value', text: '0.5' }, { type: 'value', text: '2' }, { type: 'missing' }],
      sliceOf: Uint16Array.of(1, 0, 1, 2),
    })
    expect(cut([NaN]).names).toEqual([{ type: 'missing' }])
  })
})

describe('slicesOf(rows, column, threshold)', () => {
  const slices = slicesOf(rows, { kind: 'categorical', values: codes }, 0.2)

  it('counts each row once, all rows last', () => {
    const all = slices[slices.length - 1]
    expect(all).toMatchObject({ name: { type: 'all' }, rows: 6000 })
    for (const key of ['rows', 'positives', 'alerts', 'caught'] as const)
      expect(slices.slice(0, -1).reduce((sum, slice) => sum + slice[key], 0)).toBe(all[key])
  })

  it('measures a slice as its rows alone would be', () => {
    const picked = [...codes.keys()].filter((i) => codes[i] === 3)
    const scores = Float32Array.from(picked, (i) => rows.scores[i])
    const labels = Uint8Array.from(picked, (i) => rows.labels[i])
    const order = sortDescending(scores)
    const found = slices.find(({ name }) => name.type === 'value' && name.text === '3')
    const positives = labels.reduce((sum, label) => sum + label, 0)
    const alerts = scores.filter((score) => score >= 0.2).length
    const caught = labels.filter((label, i) => label === 1 && scores[i] >= 0.2).length
    expect(found).toMatchObject({ rows: picked.length, positives, alerts, caught })
    expect(found?.auc).toBe(aucOf(order, labels))
    expect(found?.prAuc).toBe(averagePrecision(order, labels))
    expect(found?.recall).toBe(caught / positives)
    expect(found?.precision).toBe(caught / alerts)
    expect(found?.calibration).toBeCloseTo(scores.reduce((sum, score) => sum + score, 0) / positives, 6)
  })

  it('is null where a slice has too few to tell', () => {
    const lonely = Uint16Array.from(codes, (_, i) => (i < 8 ? 1 : 2))
    const [, few] = slicesOf(rows, { kind: 'categorical', values: lonely }, 0.99)
    expect(few).toMatchObject({ rows: 8, auc: null, prAuc: null, recall: null, precision: null, calibration: null })
  })
})

describe('examplesOf(rows, choice)', () => {
  const choice = { cell: 'falsePositives', threshold: 0.3, order: 'highest', most: 20 } as const

  it('opens exactly the cells that partition the rows', () => {
    const totals = (['truePositives', 'falsePositives', 'falseNegatives', 'trueNegatives'] satisfies Cell[]).map(
      (cell) => {
        const found = examplesOf(rows, { ...choice, cell, most: 6000 })
        expect(found.rows).toHaveLength(found.total)
        for (const row of found.rows) {
          expect(rows.labels[row]).toBe(cell === 'truePositives' || cell === 'falseNegatives' ? 1 : 0)
          expect(rows.scores[row] >= 0.3).toBe(cell === 'truePositives' || cell === 'falsePositives')
        }
        return found.total
      }
    )
    expect(totals.reduce((sum, total) => sum + total, 0)).toBe(6000)
  })

  it('takes the highest, the lowest, the newest', () => {
    const of = (order: 'highest' | 'lowest' | 'newest') => [...examplesOf(rows, { ...choice, order }).rows]
    const all = [...examplesOf(rows, { ...choice, most: 6000 }).rows]
    const scores = (picked: number[]) => picked.map((row) => rows.scores[row])
    const byScore = all.map((row) => rows.scores[row]).sort((a, b) => b - a)
    expect(scores(of('highest'))).toEqual(byScore.slice(0, 20))
    expect(scores(of('lowest'))).toEqual(byScore.reverse().slice(0, 20))
    expect(of('newest')).toEqual([...all].sort((a, b) => b - a).slice(0, 20))
  })

  it('takes any as likely, and the same ones again', () => {
    const { rows: picked, total } = examplesOf(rows, { ...choice, order: 'random', most: 50 })
    expect(new Set(picked).size).toBe(50)
    expect(examplesOf(rows, { ...choice, order: 'random', most: 50 }).rows).toEqual(picked)
    const all = [...examplesOf(rows, { ...choice, most: 6000 }).rows]
    const meanPlace = picked.reduce((sum, row) => sum + all.indexOf(row), 0) / 50
    expect(Math.abs(meanPlace / total - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / 50))
  })
})
