import { expect, test, vi } from 'vitest'
import { withColumn } from '../../../datasets/imports/choices.ts'
import { inspectFile } from '../../../datasets/imports/index.ts'
import { createLab, type LabHost } from '../../../src/core/lab.ts'
import { commandQueue } from '../../../src/core/training/commands.ts'
import type { DataFile, Recipe, RunSpec } from '../../../src/core/training/run.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'

const ROWS = 600
const metrics = { k: 10, gain: 'linear', alerts: 100 } as const
const lines = Array.from({ length: ROWS }, (_, i) => `${i * 60},${i % 7},${['red', 'blue'][i % 2]},${i % 4 ? 0 : 1}`)
const csv = [
  'time,x,colour,constructor,label',
  ...lines.map((line) => line.replace(/,(\d)$/, ',3,$1')),
  '1,2',
  '',
].join('\n')
const document = defaultDocument('own-data')

async function fileOf(text = csv, name = 'rows.csv'): Promise<DataFile> {
  const blob = new Blob([text])
  return { name, fingerprint: `${blob.size} 0`, blob, plan: (await inspectFile(blob)).plan }
}

async function recipeOn(file: Promise<DataFile>, rows = 2_000_000): Promise<Recipe> {
  return recipeOf({ ...document, world: { rows }, file: await file })
}

async function trained(
  lab: ReturnType<typeof createLab>,
  spec: RunSpec,
  shared?: Awaited<ReturnType<typeof lab.tables.share>>
) {
  const training = lab.runs.train(spec, { metrics, commands: commandQueue(), shared: shared ?? undefined })
  for (;;) {
    const next = await training.next()
    if (next.done) return next.value
  }
}

function specOn(recipe: Recipe, model = 'gbdt'): RunSpec {
  const lane = document.lanes.find((one) => one.model === model)!
  return { id: model, lane: model, model, settings: { ...lane.settings, rounds: 5 }, recipe, engine: 'fused' }
}

test('prepare(file) counts its rows, tells what was left out, and knows no ceiling', async () => {
  const data = await createLab(nodeHost).tables.prepare(await recipeOn(fileOf()), metrics)
  expect(data.rows).toEqual({ train: 420, validation: 60, test: 120 })
  expect(data.imported).toMatchObject({ malformed: { count: 1, first: [{ line: 602 }] }, hasTime: true })
  expect(data.test?.ceiling).toBeNull()
  expect(data.truth).toBeNull()
  expect(data.expectedBaseRate).toBeNull()
})

test('prepare(file) says what metrics may need and these rows have not, and which a person named', async () => {
  const plain = await createLab(nodeHost).tables.prepare(await recipeOn(fileOf()), metrics)
  expect(plain.lacks).toEqual(['requests', 'relevance', 'grades', 'outcomes', 'customers'])
  const blob = new Blob([csv])
  const choices = withColumn(withColumn({}, 'x', { role: 'grade' }), 'constructor', { role: 'outcome' })
  const file = { ...(await fileOf()), blob, plan: (await inspectFile(blob, choices)).plan }
  const data = await createLab(nodeHost).tables.prepare(await recipeOn(Promise.resolve(file)), metrics)
  expect(data.lacks).toEqual(['requests', 'relevance', 'customers'])
})

test('prepare(file) shows categories by their names, and a number as it is', async () => {
  const { sample, columns } = await createLab(nodeHost).tables.prepare(await recipeOn(fileOf()), metrics)
  expect(sample.columns).toEqual(['label', 'colour', 'x', 'constructor'])
  expect(sample.rows.slice(0, 2)).toEqual([
    ['1', 'red', '0', '3'],
    ['0', 'blue', '1', '3'],
  ])
  expect(columns[0].top?.map(({ value }) => value)).toEqual(['red', 'blue'])
})

test('prepare(file) with fewer rows takes the earliest of them', async () => {
  const { rows } = await createLab(nodeHost).tables.prepare(await recipeOn(fileOf(), 200), metrics)
  expect(rows.train + rows.validation + rows.test).toBe(200)
})

test('a file is read once, however often its rows are asked for', async () => {
  const reading = vi.fn()
  const lab = createLab({ ...nodeHost, reading })
  const recipe = await recipeOn(fileOf())
  await lab.tables.prepare(recipe, metrics)
  const steps = reading.mock.calls.length
  expect(steps).toBeGreaterThan(0)
  await lab.tables.prepare({ ...recipe, seed: 7 }, metrics)
  await lab.files.exportPart(recipe, 'test', 'csv')
  expect(reading.mock.calls.length).toBe(steps)
})

test('a worker that is handed the rows does not read the file, and trains to the same numbers', async () => {
  const host: LabHost = { ...nodeHost, shares: true }
  const recipe = await recipeOn(fileOf())
  const sharing = createLab(host)
  await sharing.tables.prepare(recipe, metrics)
  const shared = await sharing.tables.share(recipe)
  const file = { ...recipe.file!, blob: new Blob([]) }
  const handed = await trained(createLab(host), specOn({ ...recipe, file }), shared)
  const alone = await trained(createLab(nodeHost), specOn(recipe))
  expect(handed.test).toEqual(alone.test)
})

test('a worker that is handed the rows knows whether they have times: alerts a day are counted alike', async () => {
  const recipe = await recipeOn(fileOf())
  const sharing = createLab({ ...nodeHost, shares: true })
  await sharing.tables.prepare(recipe, metrics)
  const [handed, alone] = [createLab({ ...nodeHost, shares: true }), createLab(nodeHost)]
  await trained(handed, specOn(recipe), await sharing.tables.share(recipe))
  await trained(alone, specOn(recipe))
  const { alerts } = await alone.questions.ask('gbdt', 'decide', { part: 'test' })
  expect(alerts).not.toBeNull()
  expect((await handed.questions.ask('gbdt', 'decide', { part: 'test' })).alerts).toEqual(alerts)
})

test('a file that is gone says so, and the next one is read', async () => {
  const lab = createLab(nodeHost)
  const recipe = await recipeOn(fileOf())
  const gone = { ...recipe, file: { ...recipe.file!, blob: new Blob([]) } }
  await expect(lab.tables.prepare(gone, metrics)).rejects.toThrow(
    'rows.csv is not in this browser any more: choose it again'
  )
  expect((await lab.tables.prepare(recipe, metrics)).rows.train).toBe(420)
})

test('helpers that draw worlds are not called for a file', async () => {
  const call = vi.fn(() => [])
  await createLab({ ...nodeHost, drawPool: { call } }).tables.prepare(await recipeOn(fileOf(), 200), metrics)
  expect(call).not.toHaveBeenCalled()
})
