import { DAY } from '../../../../src/core/kernel/time.ts'
import { describe, expect, it } from 'vitest'
import { adCtr } from '../../../../datasets/ad-ctr/index.ts'
import { amountOf, bendWorld, driftKinds } from '../../../../src/core/drift/kinds/index.ts'
import type { Drift, DriftShape } from '../../../../src/core/drift/kinds/kind.ts'
import { columnOf, deciles, mean, sameBytes, surprise, worldWith } from '../../../datasets/ad-ctr/draws.ts'

const shapes: readonly DriftShape[] = ['sudden', 'gradual', 'recurring']
const world = worldWith({}, 2)
const RANGE = { from: world.rowAt(DAY), to: world.rowAt(4 * DAY) }
const plain = world.draw(RANGE)

const kinds = driftKinds.filter(({ lever }) => adCtr.levers.includes(lever))

describe.each(kinds.flatMap((kind) => shapes.map((shape) => ({ kind: kind.id, shape }))))('$kind, $shape', (drift) => {
  const start = 2 * DAY
  const bent = bendWorld(world, [{ ...drift, size: 0.8, start, span: DAY / 2 }]).draw(RANGE)

  it('leaves the rows before its start as they were, and bends rows after it', () => {
    const before = plain.table.time.findIndex((time) => time >= start)
    const columns = (draw: typeof bent) =>
      [draw.table.label, draw.truth!.probability, ...draw.table.numeric, ...draw.table.categorical].map((column) => ({
        before: column.slice(0, before),
        after: column.slice(before),
      }))
    const pairs = columns(bent).map((column, i) => [column, columns(plain)[i]])
    expect(pairs.every(([now, was]) => sameBytes(now.before, was.before))).toBe(true)
    expect(pairs.every(([now, was]) => sameBytes(now.after, was.after))).toBe(false)
  })

  it('keeps the truth true: overall and in every decile', () => {
    expect(Math.abs(surprise(bent, (row) => bent.table.time[row] >= start))).toBeLessThan(4)
    const decile = deciles(bent.truth!.probability)
    for (let d = 0; d < 10; d++) expect(Math.abs(surprise(bent, (row) => decile[row] === d))).toBeLessThan(4)
  })
})

it('two drifts add up, and each keeps the truth true', () => {
  const both = bendWorld(world, [
    { kind: 'base-rate', shape: 'sudden', size: 0.5, start: DAY, span: DAY },
    { kind: 'unseen-values', shape: 'gradual', size: 0.5, start: DAY, span: DAY },
    { kind: 'concept', shape: 'recurring', size: 1, start: DAY, span: DAY },
  ]).draw(RANGE)
  expect(mean(both.table.label)).toBeGreaterThan(1.3 * mean(plain.table.label))
  expect(Math.abs(surprise(both))).toBeLessThan(4)
})

describe.each(['missing', 'stuck', 'scaled'] as const)('affinity broken: %s', (mode) => {
  const broken = world.bend({ broken: { mode, share: 0.5 } }, () => 1).draw(RANGE)
  const intact = columnOf(plain, 'affinity')
  const arrived = columnOf(broken, 'affinity')
  const isBroken = (row: number) => arrived[row] !== intact[row]

  it('breaks half the rows and nothing else, and labels follow the real value', () => {
    expect(mean(Array.from(arrived, (_, row) => Number(isBroken(row))))).toBeCloseTo(0.5, 1)
    expect(sameBytes(broken.table.label, plain.table.label)).toBe(true)
    broken.table.categorical.forEach((column, i) => expect(sameBytes(column, plain.table.categorical[i])).toBe(true))
  })

  it('keeps the truth true where it is broken', () => {
    expect(Math.abs(surprise(broken, isBroken))).toBeLessThan(4)
    const decile = deciles(broken.truth!.probability)
    for (let d = 0; d < 10; d++)
      expect(Math.abs(surprise(broken, (row) => isBroken(row) && decile[row] === d))).toBeLessThan(4)
  })

  it('never looks like an intact value, so the truth may know that it is broken', () => {
    const values = intact as Float32Array
    const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]
    expect([low > 2, high < 98]).toEqual([true, true])
    if (mode === 'scaled') expect(sameBytes(broken.truth!.probability, plain.truth!.probability)).toBe(true)
    if (mode === 'stuck') expect(new Set(arrived.filter((_, row) => isBroken(row)))).toEqual(new Set([0]))
  })
})

it('unseen-values brings codes above their fields in about that share of requests and ads', () => {
  const bent = bendWorld(world, [{ kind: 'unseen-values', shape: 'sudden', size: 0.4, start: 0, span: 1 }]).draw(RANGE)
  for (const id of ['site', 'siteCategory', 'ad', 'advertiser', 'adCategory']) {
    const { cardinality } = bent.table.schema.categorical.find((column) => column.id === id)!
    const present = columnOf(bent, id).filter((code) => code > 0)
    expect(mean(Array.from(present, (code) => Number(code > cardinality)))).toBeCloseTo(0.4, 1)
  }
})

it('covariate-mix moves the mix of interests and ad categories', () => {
  const bent = bendWorld(world, [{ kind: 'covariate-mix', shape: 'sudden', size: 1, start: 0, span: 1 }]).draw(RANGE)
  for (const id of ['interest', 'adCategory', 'device']) {
    const share = (draw: typeof bent, code: number) =>
      mean(Array.from(columnOf(draw, id), (value) => Number(value === code)))
    const moved = [1, 2, 3].map((code) => Math.abs(share(bent, code) - share(plain, code)))
    expect(Math.max(...moved)).toBeGreaterThan(0.05)
  }
})

it('amountOf(drift, time) is 0 before the start and follows the shape after it', () => {
  const at = (shape: DriftShape, ...times: number[]) =>
    times.map((time) => amountOf({ kind: 'concept', size: 1, start: 100, span: 10, shape } satisfies Drift, time))
  expect(at('sudden', 99.9, 100, 1e9)).toEqual([0, 1, 1])
  expect(at('gradual', 99.9, 100, 105, 110, 1e9)).toEqual([0, 0, 0.5, 1, 1])
  expect(at('recurring', 99.9, 100, 109.9, 110, 119.9, 120)).toEqual([0, 1, 1, 0, 0, 1])
})
