import { expect, test } from 'vitest'
import { inspectFile } from '../../../datasets/imports/index.ts'
import { createLab } from '../../../src/core/lab.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import type { RunSpec } from '../../../src/core/training/run.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'

const IDS = 100_000
const metrics = { k: 10, gain: 'linear', alerts: 100 } as const
/** Every id three times. Every second id beyond what 16 bits tell apart is positive: were those one value, AUC would be 0.9 at most. */
const rows = Array.from({ length: 3 * IDS }, (_, i) => {
  const id = i % IDS
  return `u${id},${(i * 7) % 11},${id >= 65_536 && id % 2 ? 1 : 0}`
})
const document = defaultDocument('own-data')

test(
  'a file whose column has 100,000 ids is read without loss, and every model trains on it',
  { timeout: 120_000 },
  async () => {
    const blob = new Blob([['user,x,label', ...rows, ''].join('\n')])
    const { plan } = await inspectFile(blob, { columns: [{ name: 'user', role: 'feature', type: 'categorical' }] })
    const file = { name: 'users.csv', fingerprint: `${blob.size} 0`, blob, plan }
    const split = { ...document.split, split: 'random' as const }
    const recipe = recipeOf({ ...document, split, world: { rows: 3 * IDS }, file })
    const lab = createLab(nodeHost)
    const { columns } = await lab.tables.prepare(recipe, metrics)
    expect(columns.find(({ id }) => id === 'user')).toMatchObject({
      kind: 'categorical',
      cardinality: IDS,
      distinct: IDS,
    })
    const aucs = new Map<string, number | null>()
    for (const model of ['logistic', 'gbdt']) {
      const lane = document.lanes.find((one) => one.model === model)!
      const settings = { ...lane.settings, ...(model === 'gbdt' ? { rounds: 4 } : { minCount: 1, buckets: IDS }) }
      const spec: RunSpec = { id: model, lane: model, model, settings, recipe, engine: 'fused' }
      const training = lab.runs.train(spec, { metrics, commands: commandQueue() })
      let next = await training.next()
      while (!next.done) next = await training.next()
      expect(next.value.ending.reason).toMatch(/^finished|early stop$/)
      aucs.set(model, next.value.test!.sampled.auc)
    }
    expect(aucs.get('logistic')).toBeGreaterThan(0.95)
    expect(aucs.get('gbdt')).not.toBeNull()
  }
)
