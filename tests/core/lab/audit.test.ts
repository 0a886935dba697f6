import { describe, expect, it } from 'vitest'
import { inspectFile } from '../../../datasets/imports/index.ts'
import { withColumn } from '../../../datasets/imports/choices.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { createLab } from '../../../src/core/lab.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { parseDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'

async function fileRecipe(lines: readonly string[], split: string) {
  const blob = new Blob([[...lines, ''].join('\n')])
  const { plan } = await inspectFile(blob, withColumn({}, 'fraud', { role: 'label' }))
  const file = { name: 'rows.csv', fingerprint: `${blob.size}`, blob, plan }
  return recipeOf({ ...parseDocument({ scenario: 'own-data', split: { split } }).document, file })
}

describe('audit(recipe)', () => {
  it('names the column that tells the label first, and how each has moved', async () => {
    const random = Random.of(3).stream('audit')
    const lines = Array.from({ length: 4000 }, (_, row) => {
      const fraud = random.uniform() < 0.2 ? 1 : 0
      const leak = random.uniform() < 0.98 ? fraud : 1 - fraud
      const half = (random.normal() + 0.5 * fraud).toFixed(4)
      return [row * 60, leak ? 'closed' : 'open', half, row < 3200 ? 7 : 8, `w${random.below(5)}`, fraud].join(',')
    })
    const recipe = await fileRecipe(['time,state,x,release,week,fraud', ...lines], 'time')
    const found = await createLab(nodeHost).tables.audit(recipe)
    expect(found.map(({ column }) => column)).toEqual(['state', 'x', expect.any(String), expect.any(String)])
    const of = (id: string) => found.find(({ column }) => column === id)!
    expect(of('state').auc).toBeGreaterThan(0.95)
    // Two normals half a deviation apart: Φ(0.5 / √2) = 0.638.
    expect(of('x').auc).toBeCloseTo(0.638, 1)
    expect(Math.abs(of('week').auc! - 0.5)).toBeLessThan(0.04)
    // A column that is one number in training ranks no row above another.
    expect(of('release').auc).toBe(0.5)
    expect(of('release').psi).toBeGreaterThan(10)
    for (const id of ['state', 'x', 'week']) expect(of(id).psi).toBeLessThan(4 * of(id).expectedPsi! + 0.01)
  })

  it('audits a world, on the labels that training has', async () => {
    const world = { rows: 30_000, customers: 2_000, baseRate: 0.02, labelDelay: 5 }
    const recipe = recipeOf(parseDocument({ scenario: 'payment-fraud', world }).document)
    const lab = createLab(nodeHost)
    const { columns } = await lab.tables.prepare(recipe, { k: 10, gain: 'linear', alerts: 100 })
    const found = await lab.tables.audit(recipe)
    expect(found.map(({ column }) => column).toSorted()).toEqual(columns.map(({ id }) => id).toSorted())
    const aucs = found.map(({ auc }) => auc!)
    expect(aucs).toEqual(aucs.toSorted((a, b) => b - a))
    expect(Math.min(...aucs)).toBeGreaterThan(0.3)
    expect(await lab.tables.audit(recipe)).toEqual(found)
  })
})
