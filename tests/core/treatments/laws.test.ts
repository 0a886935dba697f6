import { describe, expect, it, test } from 'vitest'
import { defaultsOf, type Settings } from '../../../src/core/kernel/knobs.ts'
import { sigmoid } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { treatmentOf, treatments } from '../../../src/core/treatments/kinds/index.ts'
import type { Treated } from '../../../src/core/treatments/treatment.ts'
import { applyUndo } from '../../../src/core/treatments/undo.ts'
import { fitCells } from './fit-cells.ts'
import { CELLS, cellOf, rareRows, shareOfPositives, valueOf } from './rare-rows.ts'

const rows = rareRows({ rows: 200_000, base: -5.2, seed: 5 })
const baseRate = shareOfPositives(rows)
const observed = countCells()

const treat = (id: string, settings: Settings = {}): Treated => {
  const treatment = treatmentOf(id)
  return treatment.apply(rows, { ...defaultsOf(treatment.knobs), ...settings } as Record<string, string>, Random.of(11))
}

/** Mean over the rows of the world of what each cell's logit says. */
const meanOf = (logits: Float64Array) =>
  logits.reduce((sum, logit, cell) => sum + sigmoid(logit) * observed[cell].rows, 0) / rows.rows.length

describe.each(treatments.filter(({ distortion }) => distortion === 'known').map(({ id }) => ({ id })))(
  'undo of $id',
  ({ id }) => {
    const treated = treat(id)
    const trained = fitCells(treated, id === 'focal' ? 'free' : 'line')
    const corrected = treated.undo && applyUndo(treated.undo, trained, new Float64Array(CELLS))

    it('restores the base rate, which training had bent by a factor of five or more', () => {
      expect(meanOf(trained) / baseRate).toBeGreaterThan(5)
      expect(Math.abs(meanOf(corrected!) / baseRate - 1)).toBeLessThan(id === 'focal' ? 1e-4 : 0.015)
    })

    it('restores every cell to within four standard errors of what happened there', () => {
      corrected!.forEach((logit, cell) => {
        const { share, rows: n } = observed[cell]
        const p = sigmoid(logit)
        expect(Math.abs(share - p) / Math.sqrt((p * (1 - p)) / n)).toBeLessThan(4)
      })
    })
  }
)

test('undo of class weights is exact in a model with a logit for each cell', () => {
  const { undo, ...treated } = treat('class-weights', { weighting: 'given', positiveWeight: 30 })
  const corrected = applyUndo(undo!, fitCells({ ...treated, undo }, 'free'), new Float64Array(CELLS))
  corrected.forEach((logit, cell) => expect(sigmoid(logit)).toBeCloseTo(observed[cell].share, 6))
})

test('SMOTE bends the base rate and undoes nothing', () => {
  const treated = treat('smote')
  expect(treated.undo).toBeNull()
  expect(meanOf(fitCells(treated, 'line')) / baseRate).toBeGreaterThan(5)
})

test('logistic regression finds the slope of the world under weights and sampling: ranking is not what they change', () => {
  for (const id of ['none', 'class-weights', 'under-sampling', 'over-sampling']) {
    const logits = fitCells(treat(id), 'line')
    const slope = (logits[CELLS - 1] - logits[0]) / (valueOf(CELLS - 1) - valueOf(0))
    expect(Math.abs(slope - 1.3)).toBeLessThan(0.06)
  }
})

describe('the odds factor is the realised one', () => {
  const [positives, negatives] = [baseRate, 1 - baseRate].map((share) => Math.round(share * rows.rows.length))
  const countsOf = ({ table, rows: kept }: Treated) => {
    const found = kept.reduce((sum, row) => sum + table.label[row], 0)
    return { positives: found, negatives: kept.length - found }
  }

  test.each([0.001, 0.03, 0.37, 0.5])('under-sampling to %f', (keepShare) => {
    const treated = treat('under-sampling', { keepShare })
    const kept = countsOf(treated)
    expect(kept.positives).toBe(positives)
    expect(new Set(treated.rows).size).toBe(treated.rows.length)
    if (keepShare > baseRate) expect(kept.positives / treated.rows.length).toBeCloseTo(keepShare, 3)
    const shift = treated.undo?.kind === 'shift' ? treated.undo.shift : 0
    expect(shift).toBeCloseTo(Math.log(kept.negatives / negatives), 12)
  })

  test.each([0.001, 0.0137, 0.2, 0.5])('over-sampling to %f', (repeatShare) => {
    const treated = treat('over-sampling', { repeatShare })
    const kept = countsOf(treated)
    expect(kept.negatives).toBe(negatives)
    if (repeatShare > baseRate) expect(kept.positives / treated.rows.length).toBeCloseTo(repeatShare, 4)
    const shift = treated.undo?.kind === 'shift' ? treated.undo.shift : 0
    expect(shift).toBeCloseTo(-Math.log(kept.positives / positives), 12)
    const times = new Map<number, number>()
    for (const row of treated.rows) if (treated.table.label[row]) times.set(row, (times.get(row) ?? 0) + 1)
    expect(times.size).toBe(positives)
    expect(Math.max(...times.values()) - Math.min(...times.values())).toBeLessThanOrEqual(1)
  })

  test('class weights: balanced is negatives over positives', () => {
    const { weights, rows: kept, table } = treat('class-weights')
    const weight = Math.fround(negatives / positives)
    kept.forEach((row, i) => {
      if (weights?.[i] !== (table.label[row] ? weight : 1)) expect(weights?.[i]).toBe(weight)
    })
    expect(weight * positives).toBeCloseTo(negatives, 1)
  })
})

function countCells() {
  const cells = Array.from({ length: CELLS }, () => ({ rows: 0, positives: 0 }))
  for (const row of rows.rows) {
    const cell = cells[cellOf(rows.table, row)]
    cell.rows++
    cell.positives += rows.table.label[row]
  }
  return cells.map(({ rows: n, positives }) => ({ rows: n, share: positives / n }))
}
