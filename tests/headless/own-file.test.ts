import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Random } from '../../src/core/kernel/random.ts'

const folder = mkdtempSync(join(tmpdir(), 'skewlab-own-'))
const path = join(folder, 'cards.csv')
const random = Random.of(2)
const lines = Array.from({ length: 4000 }, (_, row) => {
  const fraud = random.uniform() < 0.1
  const x = random.normal() + (fraud ? 2 : 0)
  return `${row * 60},${x.toFixed(4)},c${random.below(50)},${fraud ? 'bad' : 'good'},${random.below(2)}`
})
writeFileSync(path, ['when,x,card_id,state,coin', ...lines, '1,2', ''].join('\n'))

afterAll(() => rmSync(folder, { recursive: true }))

function sim(...args: string[]) {
  const options = { encoding: 'utf8' } as const
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['.config/node-bundle.mjs', 'sim', 'run', ...args],
    options
  )
  return { status, stdout, stderr }
}

test('sim run FILE.csv --label trains on it, and knows no ceiling', () => {
  const { status, stdout, stderr } = sim(path, '--label', 'state', '--time', 'when', '--models', 'logistic', '--json')
  expect(stderr).toMatch(/^left out: 1 of 4,001 rows: 2 cells, expected 5; the first on line 4,002$/m)
  expect(status).toBe(0)
  const report = JSON.parse(stdout.trimEnd().split('\n').at(-1)!)
  expect(report).toMatchObject({
    type: 'report',
    scenario: 'own-data',
    rows: { train: 2800, test: 800 },
    ceiling: null,
  })
  expect(report.baseRate.test).toBeCloseTo(0.1, 1)
  // Two normals two apart: auc Φ(√2) = 0.921.
  expect(report.models.logistic.metrics.auc).toBeCloseTo(0.921, 1)
})

test.each([
  [['--label', 'nope'], /^unknown column: nope; expected one of when, x, card_id, state, coin$/],
  [['--label', 'state', '--positive', 'ugly'], /^no row has state = ugly; expected one of good, bad$/],
  [['--delimiter', ';'], /^one column only: cut at ";"/],
  [['--label', 'state', '--models', 'oracle'], /^unknown model: oracle/],
])('sim run FILE.csv %j gets one line and exit code 2', (flags, line) => {
  const { status, stderr, stdout } = sim(path, ...flags)
  expect(stderr.trimEnd()).toMatch(line)
  expect(stderr.trimEnd()).not.toContain('\n')
  expect(stdout).toBe('')
  expect(status).toBe(2)
})

test('sim run of a file that is not there, or no table, says so', () => {
  const gone = sim(join(folder, 'gone.csv'))
  expect(gone.stderr).toMatch(/^cannot read .*gone\.csv: ENOENT/)
  expect(gone.status).toBe(2)
  writeFileSync(join(folder, 'empty.csv'), '')
  const empty = sim(join(folder, 'empty.csv'))
  expect(empty.stderr.trimEnd()).toBe('an empty file: 0 bytes; expected CSV or Parquet')
  expect(empty.status).toBe(2)
})

test('sim run FILE.csv --out leaves a report and a line for every test row', () => {
  const out = join(folder, 'out')
  const { status, stdout } = sim(path, '--label', 'state', '--time', 'when', '--models', 'gbdt', '--out', out)
  expect(stdout).toMatch(/^cards\.csv, state = bad, seed 1: 2,800 training rows, 800 test rows/)
  expect(status).toBe(0)
  expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))).toMatchObject({
    scenario: 'own-data',
    ceiling: null,
    models: { gbdt: { ending: expect.stringMatching(/finished|early stop/), gapClosed: null } },
  })
  expect(readFileSync(join(out, 'predictions-gbdt.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(801)
})

test('what a run must say of itself is said on stderr: a treatment without effect, and a training that was still improving', () => {
  const models = ['--models', 'gbdt', '--set', 'gbdt.treatment=over-sampling', '--set', 'gbdt.repeatShare=0.05']
  const { status, stderr } = sim(path, '--label', 'state', '--time', 'when', ...models, '--set', 'gbdt.rounds=4')
  expect(status).toBe(0)
  expect(stderr).toMatch(/^note: gbdt: over-sampling changes nothing: \S+ % of the training rows are positive/m)
  expect(stderr).toMatch(/^note: gbdt: .*still improving.*; --set gbdt\.rounds=N trains longer$/m)
})
