import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ColumnSummary } from '../../../src/core/lab.ts'
import { importModel } from '../../../src/state/imported-model.ts'
import { treesOf } from '../../../src/state/trees.ts'
import { device, goldenFile, onFile } from './importing-race.ts'

afterEach(() => vi.restoreAllMocks())

describe('importModel on a file', () => {
  it('says of a training that went on beyond its best iteration which trees count, and measures both places', async () => {
    const { lab, parts, wound } = onFile([device, { id: 'amount' }])
    const run = await importModel(parts, lab, goldenFile('stopped early'))
    expect(run.report?.ending.text).toMatch(/^all 7 trees count, as Booster\.predict has it; .* the first 2 trees$/)
    expect(treesOf(run)?.bestTrees).toBe(2)
    expect(wound).toContain(2)
    expect(wound.at(-1)).toBe(7)
  })

  it('says that yes and no count as 1 and 0', async () => {
    const { lab, parts } = onFile([{ id: 'vip', held: 'truth words' }, { id: 'amount' }])
    const run = await importModel(parts, lab, goldenFile('booleans'))
    expect(run.report?.ending.text).toBe('6 trees; vip: true (or yes) is 1 and false (or no) is 0')
  })

  it('names a column that the file has and the rows have not', async () => {
    const { lab, parts } = onFile([{ id: 'amount' }], [{ name: 'device', role: 'time' }, { name: 'amount' }])
    await expect(importModel(parts, lab, goldenFile('codes'))).rejects.toThrow(
      /^device is the time of these rows, and the model uses it: make it a feature in the import panel$/
    )
  })

  it.each([
    ['a number', [{ ...device, kind: 'numeric', numbers: undefined, range: [-999, 5] }], [{ name: 'device' }]],
    ['a code', [{ ...device, numbers: Float32Array.of(5, 4, 3, 2, 1, -999) }], [{ name: 'device' }]],
  ] as const)(
    'refuses %s that the model takes for missing, until it is named as missing',
    async (_, columns, plans) => {
      const missing = (text: string) =>
        text.replace('"attributes":{', '"attributes":{"scikit_learn":"{\\"missing\\": -999}",')
      const { lab, parts } = onFile([...columns, { id: 'amount', range: [0, 9] }] as Partial<ColumnSummary>[], plans)
      await expect(importModel(parts, lab, goldenFile('codes', missing))).rejects.toThrow(
        'the model takes -999 in device for a missing value: name -999 as missing in device in the import panel'
      )
      const named = onFile([...columns, { id: 'amount', range: [0, 9] }] as Partial<ColumnSummary>[], [
        { name: 'device', missing: ['-999.0'] },
      ])
      expect(await importModel(named.parts, named.lab, goldenFile('codes', missing))).toMatchObject({
        status: 'finished',
      })
    }
  )
})
