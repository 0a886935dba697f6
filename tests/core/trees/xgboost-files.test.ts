import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import type { ColumnType } from '../../../datasets/imports/plan.ts'
import type { Table } from '../../../src/core/kernel/table.ts'
import { bindFeatures } from '../../../src/core/trees/bind-features.ts'
import type { Ensemble } from '../../../src/core/trees/ensemble.ts'
import { UnknownEncoding, type Encodings } from '../../../src/core/trees/raw-numbers.ts'
import { scoreTrees } from '../../../src/core/trees/score.ts'
import { parseXgboost, readXgboost } from '../../../src/core/trees/xgboost-json.ts'

interface Case {
  readonly name: string
  readonly csv: string
  readonly model: unknown
  readonly margins: readonly number[]
  readonly bestTrees?: number
  readonly bestMargins?: readonly number[]
}

/** Written by tests/goldens/xgboost-files.py. */
const cases = JSON.parse(
  readFileSync(new URL('../../goldens/xgboost-files.json', import.meta.url), 'utf8')
) as readonly Case[]

function caseOf(name: string): Case {
  const found = cases.find((one) => one.name === name)
  if (!found) throw new Error(`no golden file: ${name}`)
  return found
}

/** As XGBoost writes it: NaN is a word. */
function textOf({ model }: Case): string {
  return JSON.stringify(model).replaceAll('"NaN"', 'NaN')
}

/** The file's table, the first column read as asked. */
async function tableOf({ csv }: Pick<Case, 'csv'>, type?: ColumnType): Promise<Table> {
  const file = new Blob([csv])
  const { plan } = await inspectFile(file)
  const columns = plan.columns.map((column, i) => ({
    ...column,
    role: column.name === 'label' ? ('label' as const) : ('feature' as const),
    type: i === 0 && type ? type : column.type,
  }))
  return (await importFile(file, { ...plan, columns, positive: '1' })).draw.table
}

function worst(ensemble: Ensemble, table: Table, margins: readonly number[], rounds?: number): number {
  const out = new Float32Array(table.rows)
  scoreTrees(ensemble, table, null, out, { atTop: false, rounds })
  return Math.max(...margins.map((margin, row) => Math.abs(margin - out[row])))
}

async function boundOn(one: Case, type?: ColumnType, encodings?: Encodings) {
  const table = await tableOf(one, type)
  return { table, bound: bindFeatures(parseXgboost(textOf(one)), table.schema, encodings) }
}

async function refusalOf(one: Case, type?: ColumnType): Promise<Error> {
  return boundOn(one, type).then(
    () => new Error('none'),
    (error: Error) => error
  )
}

describe('bindFeatures(model, schema of a file) scores every row as XGBoost does, within 1e-5', () => {
  const ways: readonly (ColumnType | undefined)[] = [undefined, 'numeric', 'categorical']
  test.each(
    [
      'codes',
      'codes with gaps and negatives',
      'codes that are missing',
      '3,000 codes',
      'codes beyond float32',
      'numbers beyond float32',
      'parallel trees',
      'monotone',
      'stopped early',
    ].flatMap((name) => ways.map((type) => [name, type] as const))
  )('%s, read as %s', async (name, type) => {
    const one = caseOf(name)
    const { table, bound } = await boundOn(one, type)
    expect(worst(bound, table, one.margins)).toBeLessThan(1e-5)
  })

  test.each([undefined, 'boolean', 'categorical'] as const)('booleans, read as %s', async (type) => {
    const one = caseOf('booleans')
    const { table, bound } = await boundOn(one, type)
    expect(worst(bound, table, one.margins)).toBeLessThan(1e-5)
  })

  test.each(['categories', 'categories one by one', 'categories that are missing'])(
    '%s: whole numbers without a gap',
    async (name) => {
      const one = caseOf(name)
      const { table, bound } = await boundOn(one, 'categorical')
      expect(worst(bound, table, one.margins)).toBeLessThan(1e-5)
    }
  )

  test('texts and categories of texts, once a number is given for each', async () => {
    const texts = caseOf('texts')
    const given = await boundOn(texts, undefined, { segment: { blue: 0, green: 1, red: 2 } })
    expect(worst(given.bound, given.table, texts.margins)).toBeLessThan(1e-5)
    const categories = caseOf('categories of texts')
    const device = { a: 0, b: 1, c: 2, d: 3, e: 4, f: 5 }
    const coded = await boundOn(categories, undefined, { device })
    expect(worst(coded.bound, coded.table, categories.margins)).toBeLessThan(1e-5)
  })

  test('exported names ask about the codes of the table, as exported rows have them', async () => {
    const one = caseOf('codes with gaps and negatives')
    const table = await tableOf(one, 'categorical')
    const ensemble = parseXgboost(textOf(one))
    const renamed = {
      ...ensemble,
      features: ensemble.features.map(({ kind }, i) => ({ id: ['c_state', 'amount'][i], kind })),
    }
    const bound = bindFeatures(renamed, table.schema)
    const [root] = ensemble.trees.filter(({ feature }) => feature[0] === 0)
    const place = ensemble.trees.indexOf(root)
    for (let code = 1; code < 6; code++) {
      const isLeft = (bound.trees[place].sets[bound.trees[place].setStart[0]] >>> code) & 1
      expect(isLeft).toBe(Number(code < root.threshold[0]))
    }
  })
})

describe('bindFeatures refuses in one line, with the column and what to do', () => {
  test('texts', async () => {
    const error = await refusalOf(caseOf('texts'))
    expect(error).toBeInstanceOf(UnknownEncoding)
    expect(error).toMatchObject({ column: 'segment', values: expect.arrayContaining(['blue', 'green', 'red']) })
    expect(error.message).toMatch(/^segment holds texts here \(\w+, \w+, \w+\), and which numbers [^\n]+ read that$/)
  })

  test('categories of texts, with gaps, or read as a number, as categorical splits', async () => {
    expect((await refusalOf(caseOf('categories of texts'))).message).toMatch(
      /^categorical splits: device holds texts here \(/
    )
    expect((await refusalOf(caseOf('categories with gaps'), 'categorical')).message).toMatch(
      /^categorical splits: .* without a gap in device, of which 1 is missing$/
    )
    expect((await refusalOf(caseOf('categories'), 'numeric')).message).toMatch(
      /^categorical splits: .*set its type to category in the import panel$/
    )
  })

  test('times', async () => {
    const one = caseOf('codes')
    const [, ...lines] = one.csv.trimEnd().split('\n')
    const dated = lines.map((line, i) => line.replace(/^\d+/, `2024-01-0${(i % 9) + 1}`))
    const table = await tableOf({ csv: ['device,amount,label', ...dated, ''].join('\n') }, 'time')
    expect(() => bindFeatures(parseXgboost(textOf(one)), table.schema)).toThrow(
      /^device is a time here, [^\n]+ set the type of device to number in the import panel/
    )
  })

  test('codes of which many share one, as their numbers are lost', async () => {
    const one = caseOf('codes')
    const { schema } = await tableOf(one, 'categorical')
    const [device, ...others] = schema.categorical
    const numbers = Float32Array.of(...device.numbers!.subarray(0, -1), NaN)
    const lumped = { ...schema, categorical: [{ ...device, numbers }, ...others] }
    expect(() => bindFeatures(parseXgboost(textOf(one)), lumped)).toThrow(
      'device has too many values to keep the number of each: set its type to number in the import panel'
    )
  })

  test('but not codes of 65,600 values, each of which keeps its number', async () => {
    const one = caseOf('codes')
    const lines = Array.from({ length: 65_600 }, (_, i) => `${i},${i % 7},${i % 2}`)
    const { schema } = await tableOf({ csv: ['device,amount,label', ...lines, ''].join('\n') }, 'categorical')
    expect(schema.categorical[0].numbers).toHaveLength(65_600)
    expect(() => bindFeatures(parseXgboost(textOf(one)), schema)).not.toThrow()
  })

  test('numbers for some of the texts only', async () => {
    await expect(boundOn(caseOf('texts'), undefined, { segment: { blue: 0, green: 1 } })).rejects.toThrow(
      'no number for segment = red; expected one for each of its values'
    )
  })
})

describe('readXgboost', () => {
  test('of a training that stopped early knows both places, and scores either as XGBoost does', async () => {
    const one = caseOf('stopped early')
    const { table, bound } = await boundOn(one)
    expect(bound.bestTrees).toBe(one.bestTrees)
    expect(bound.trees.length).toBeGreaterThan(bound.bestTrees ?? Infinity)
    expect(worst(bound, table, one.bestMargins ?? [], bound.bestTrees)).toBeLessThan(1e-5)
  })

  test.each([
    ['codes', undefined],
    ['parallel trees', undefined],
  ])('of %s, which was trained to its end, knows no better place', (name, best) => {
    expect(parseXgboost(textOf(caseOf(name))).bestTrees).toBe(best)
  })

  test('counts the trees of a round where there are several', () => {
    const model = withAttributes(caseOf('parallel trees'), { best_iteration: '0' })
    expect(parseXgboost(model).bestTrees).toBe(3)
  })

  test.each(['-1', '1e9', 'x', '0.5', '', '{}', null, {}])('takes no best_iteration from %j', (best_iteration) => {
    expect(parseXgboost(withAttributes(caseOf('codes'), { best_iteration })).bestTrees).toBeUndefined()
  })

  test.each([
    ['{"missing": NaN}', null],
    ['{"missing": -999}', -999],
    ['{"missing": "x"}', null],
    ['not JSON', null],
    [7, null],
  ])('of a wrapper %s has %s for missing', (scikit_learn, missing) => {
    expect(readXgboost(withAttributes(caseOf('codes'), { scikit_learn })).missing).toBe(missing)
  })
})

function withAttributes({ model }: Case, attributes: object): unknown {
  const { learner, ...more } = structuredClone(model) as { learner: object }
  return { ...more, learner: { ...learner, attributes } }
}
