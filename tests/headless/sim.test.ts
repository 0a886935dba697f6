import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { metricById } from '../../src/core/metrics/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'skewlab-'))
const small = ['--rows', '10000', '--seed', '5', '--set', 'baseRate=0.05']

afterAll(() => rmSync(folder, { recursive: true }))

function sim(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['.config/node-bundle.mjs', 'sim', ...args], {
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

function reportIn(stdout: string) {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!)
}

function withoutRates(text: string): string {
  return text.replace(/"(train|score)?[rR]owsPerSecond":\d+/g, '')
}

function csvIn(path: string): string[][] {
  const lines = readFileSync(join(folder, path), 'utf8').trimEnd().split('\n')
  return lines.slice(1).map((line) => line.split(','))
}

test('sim run gives the same numbers on one thread and on three', () => {
  const dcn = ['run', 'ad-ctr', ...small, '--models', 'dcn-v2', '--set', 'dcn-v2.dropout=0.1', '--json']
  const [one, three] = ['1', '3'].map((threads) => sim(...dcn, '--threads', threads))
  expect(one.stderr).toBe('')
  expect(three.stderr).toBe('')
  expect(withoutRates(three.stdout)).toBe(withoutRates(one.stdout))
})

describe('sim run', () => {
  let first: ReturnType<typeof sim>

  beforeAll(() => {
    first = sim('run', 'ad-ctr', ...small, '--models', 'logistic', '--out', folder, '--json')
  })

  test('prints JSON lines, the last a report with metrics beside the ceiling', () => {
    expect(first.stderr).toBe('')
    expect(first.status).toBe(0)
    const report = reportIn(first.stdout)
    expect(report).toMatchObject({ type: 'report', scenario: 'ad-ctr', seed: 5, rows: { train: 7000, test: 2000 } })
    expect(report.models.logistic.engine).toBe('fused')
    const origin = { kind: 'trained', run: 'logistic', seed: 5 }
    expect(report.models.logistic.version).toEqual({ id: 'logistic', origin })
    for (const key of ['auc', 'prAuc', 'logLoss', 'ndcg@10']) {
      expect(report.models.logistic.metrics[key]).toBeGreaterThan(0)
      expect(report.ceiling.metrics[key]).toBeGreaterThan(0)
    }
    const { value, validation } = report.models.logistic
    expect(value).toMatchObject({ kind: 'auction', unit: 'dollars', per: '1,000 requests', units: 100 })
    expect(value.value.expected).toBeGreaterThan(0)
    expect(validation.value.units).toBe(50)
    expect(report.models.logistic.expected.auc).toBeLessThan(report.ceiling.expected.auc)
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toEqual(report)
  })

  test('again gives the same lines but for the rates', () => {
    const again = sim('run', 'ad-ctr', ...small, '--models', 'logistic', '--json')
    expect(withoutRates(again.stdout)).toBe(withoutRates(first.stdout))
  })

  test('writes predictions whose auc is the report’s', () => {
    const rows = csvIn('predictions-logistic.csv')
    const scores = Float32Array.from(rows, (row) => Number(row[2]))
    const labels = Uint8Array.from(rows, (row) => Number(row[1]))
    const sample = { scores, labels, ranking: null, requests: null, relevance: null }
    const auc = metricById('auc').measure(sample, {
      k: 10,
      gain: 'linear',
      alerts: 100,
      threshold: 0.5,
      baseRate: 0.05,
    })
    expect(auc).toBe(reportIn(first.stdout).models.logistic.metrics.auc)
  })

  test('writes predictions that the report’s threshold cuts as the report does, also where many share its score', () => {
    const isotonic = ['--set', 'gbdt.rounds=20', '--set', 'gbdt.recalibrate=isotonic']
    const { stdout } = sim('run', 'ad-ctr', ...small, '--models', 'gbdt', ...isotonic, '--out', folder, '--json')
    const { threshold, metrics } = reportIn(stdout).models.gbdt
    // All of float32's digits would lie above or below the nine that scores are written with.
    expect(threshold).toBe(Number(threshold.toPrecision(9)))
    const rows = csvIn('predictions-gbdt.csv').map(([, label, score]) => ({
      label: Number(label),
      isCalled: Number(score) >= threshold,
    }))
    const count = (isWanted: (row: (typeof rows)[number]) => boolean): number => rows.filter(isWanted).length
    const [called, positives] = [count(({ isCalled }) => isCalled), count(({ label }) => label === 1)]
    expect(metrics.f1).toBe((2 * count(({ isCalled, label }) => isCalled && label === 1)) / (called + positives))
  })

  test('of a lab.json runs what the page saved', () => {
    const path = join(folder, 'lab.json')
    const lanes = [{ id: 'quick', model: 'logistic', settings: { epochs: 1 } }]
    writeFileSync(path, JSON.stringify({ version: 1, scenario: 'ad-ctr', seed: 5, world: { rows: 10_000 }, lanes }))
    const { status, stdout } = sim('run', path, '--json')
    expect(status).toBe(0)
    expect(Object.keys(reportIn(stdout).models)).toEqual(['quick'])
  })
})

describe('sim export', () => {
  test('writes the three parts, and --from the same rows of the same table', () => {
    expect(sim('export', 'ad-ctr', ...small, '--out', folder).stderr).toBe('')
    const train = csvIn('train.csv')
    const parts = [train, csvIn('validation.csv'), csvIn('test.csv')]
    expect(parts.map((part) => part.length)).toEqual([7000, 1000, 2000])
    const shard = ['--from', '6990', '--rows', '20', '--seed', '5', '--set', 'baseRate=0.05']
    expect(sim('export', 'ad-ctr', ...shard, '--out', folder).stderr).toBe('')
    expect(csvIn('rows-6990-7010.csv')).toEqual([...train.slice(6990), ...parts[1].slice(0, 10)])
  })

  test('as parquet writes parquet files', () => {
    const out = join(folder, 'parquet')
    expect(sim('export', 'ad-ctr', ...small, '--out', out, '--format', 'parquet').status).toBe(0)
    expect(readdirSync(out).sort()).toEqual(['test.parquet', 'train.parquet', 'validation.parquet'])
    expect(readFileSync(join(out, 'test.parquet')).subarray(0, 4).toString()).toBe('PAR1')
  })
})

describe('bad input gets one line and exit code 2', () => {
  test.each([
    [['run', 'ad-ctr', '--set', 'nope=1'], /^unknown setting: nope; expected one of baseRate, rows/],
    [['run', 'ad-ctr', '--set', 'baseRate=2'], /^invalid baseRate: 2; expected 0.0001 to 0.2$/],
    [['run', 'ad-ctr', '--set', 'baseRate'], /^invalid --set baseRate; expected knob=value$/],
    [['run', 'ad-ctr', '--rows', '5'], /^invalid rows: 5; expected a whole number from 10000 to 2000000$/],
    [
      ['run', 'ad-ctr', '--models', 'oracle'],
      /^unknown model: oracle; expected one of logistic, gbdt, fm, mlp, dcn-v2$/,
    ],
    [['run', 'ad-ctr', '--engine', 'abacus'], /^invalid engine: abacus; expected one of auto, fused, fused-relaxed/],
    [
      ['run', 'ad-ctr', '--engine', 'tfjs-webgpu', '--rows', '10000'],
      /webgpu needs a browser; use tfjs-wasm or tfjs-cpu$/,
    ],
    [['run', 'ad-ctr', '--threads', '0'], /^invalid threads: 0; expected 1 to 8$/],
    [
      ['run', 'nowhere'],
      /^unknown scenario: nowhere; expected one of ad-ctr, payment-fraud, fraud-handbook, own-data$/,
    ],
    [
      [
        ...['run', 'payment-fraud', '--rows', '20000', '--models', 'logistic', '--set', 'customers=2000'],
        ...['--set', 'baseRate=0.0001', '--set', 'logistic.treatment=class-weights'],
      ],
      /^no positives among 5,465 training rows; expected at least 1$/,
    ],
    [['run', 'nowhere.json'], /^cannot read nowhere.json/],
    [['run', 'ad-ctr', '--bogus'], /--bogus/],
    [['export', 'ad-ctr', '--rows', '10000'], /^where to\? expected --out DIR$/],
    [['export', 'ad-ctr', '--from', '20', '--out', folder], /^how many rows\? expected --rows N$/],
    [
      ['export', 'ad-ctr', '--rows', '10', '--from=-1', '--out', folder],
      /^invalid --from -1; expected a whole number from 0/,
    ],
    [
      ['export', 'ad-ctr', '--rows', '10000', '--out', folder, '--format', 'xlsx'],
      /^unknown format: xlsx; expected one of csv, parquet$/,
    ],
    [['dance'], /^unknown command: dance; expected run, inspect, export, ceiling, knobs or record$/],
  ])('%j', (args, line) => {
    const { status, stderr, stdout } = sim(...args)
    expect(stderr.split('\n')[0]).toMatch(line)
    expect(stdout).toBe('')
    expect(status).toBe(2)
  })
})
