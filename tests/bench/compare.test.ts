import { expect, test } from 'vitest'
import type { Bench, Start } from './bench.ts'
import { compare } from './compare.ts'
import { rowsOf, tableOf } from './report.ts'

const bench: Bench = { id: 'row', label: 'a row', unit: 'rows', ours: rates(9, 30, 10, 20), peers: [], flops: 1e9 }

test('compare(bench) takes the median of all runs but the first, and ours over theirs', async () => {
  const { ours, theirs, ratio, facts } = await compare({ ...bench, peers: [rates(1, 5, 4, 6)] }, 3)
  expect([ours, theirs, ratio]).toEqual([20, 5, 4])
  expect(facts['GFLOP/s']).toBe(20)
})

test('compare(bench) tells why a peer is absent or gave up, and goes on with the others', async () => {
  const missing: Start = () => Promise.reject(new Error('no such tool'))
  const { peer, theirs, ratio, others } = await compare({ ...bench, peers: [missing, rates(1), rates(8, 40)] }, 1)
  expect([peer, theirs, ratio]).toEqual(['peer absent: no such tool', null, null])
  expect(others[0].peer).toBe('peer absent: tool: out of breath')
  expect(others[1]).toEqual({ peer: 'tool', theirs: 40, ratio: 0.75 })
})

test('compare(bench) whose own work cannot run is a row with a problem and no ratio', async () => {
  const lost: Start = () => Promise.reject(new Error('no adapter'))
  const row = await compare({ ...bench, ours: lost, peers: [rates(1, 5)], further: { fast: rates(1, 7) } }, 1)
  expect(row).toMatchObject({ ours: null, problem: 'no adapter', theirs: 5, ratio: null, facts: { fast: 7 } })
  expect(Object.keys(rowsOf([row]))).toEqual(['row'])
  expect(tableOf([row])).toContain('cannot run: no adapter')
})

/** Somebody who runs at these rates, one after another, and then no more. */
function rates(...values: readonly number[]): Start {
  return async () => {
    const left = [...values]
    return {
      name: 'tool',
      async rate() {
        const next = left.shift()
        if (next === undefined) throw new Error('out of breath')
        return next
      },
    }
  }
}
