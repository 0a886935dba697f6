import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { verbs } from '../../src/headless/verbs/index.ts'
import { scenarios } from '../../src/scenarios/stories/index.ts'
import { models } from '../../src/core/models/index.ts'
import { reportIn, sim, simIntoClosedPipe } from './sim.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const levels = [[], ...verbs.map(({ name }) => [name])]

test.each(levels)('sim %s --help says on stdout what there is, and ends with 0', (...level) => {
  const { status, stdout, stderr } = sim(...level, '--help')
  expect(stdout).toMatch(new RegExp(`^Usage: ${['sim', ...level].join(' ')} `))
  expect(stdout).toMatch(/--version/)
  expect(stderr).toBe('')
  expect(status).toBe(0)
})

test.each(levels)('sim %s --version is the one of package.json', (...level) => {
  expect(sim(...level, '--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
})

test('sim help VERB is sim VERB --help', () => {
  expect(sim('help', 'export')).toEqual(sim('export', '--help'))
  expect(sim('help').stdout).toBe(sim('--help').stdout)
})

test('sim run --help names every scenario and model, and the exit codes stand in sim --help', () => {
  const { stdout } = sim('run', '--help')
  for (const { id } of [...scenarios, ...models]) expect(stdout).toContain(id)
  expect(sim('--help').stdout).toMatch(/Exit codes: 0 .*1 .*2 /s)
})

test.each([
  [[], /^which command\? expected run, /],
  [['rnu'], /^unknown command: rnu; did you mean run\?$/],
  [['rnu', '--help'], /^unknown command: rnu; did you mean run\?$/],
  [['help', 'exprot'], /^unknown command: exprot; did you mean export\?$/],
  [['export', 'ad-ctr', '--out', 'x', '--format', 'csvv'], /^unknown format: csvv; did you mean csv\?$/],
  [['run', 'ad-ctr', '--sed', '1'], /^unknown option: --sed; did you mean .*--se[et]/],
  [['run', 'ad-ctr', '--seed'], /^option '--seed <number>' argument missing/],
  [['run', 'ad-ctr', 'payment-fraud'], /^too many arguments/],
  [['run', 'ad-crt'], /^unknown scenario: ad-crt; did you mean ad-ctr\?$/],
  [['run', 'package.jsom'], /^cannot read package\.jsom: .*; did you mean package\.json\?$/],
  [['run', 'ad-ctr', '--models', 'logistics'], /^unknown model: logistics; did you mean logistic\?$/],
  [['run', 'ad-ctr', '--set', 'baserate=0.1'], /^unknown setting: baserate; did you mean baseRate\?$/],
  [
    ['run', 'ad-ctr', '--set', 'world.base_rate=0.1'],
    /^unknown setting: world.base_rate; did you mean world\.baseRate\?$/,
  ],
  [['run', 'ad-ctr', '--set', 'capacity=50'], /^unknown setting: capacity; did you mean decision\.capacity\?$/],
  [['run', 'ad-ctr', '--set', 'logistic.ratee=1'], /^unknown setting: logistic\.ratee; did you mean logistic\.rate\?$/],
  [['run', 'ad-ctr', '--set', 'gbdt.rounds=9'], /^unknown setting: .*gbdt is not among the models, expected --models/],
  [
    ['run', 'ad-ctr', '--set', 'decision.capacity=0'],
    /^invalid decision\.capacity: 0; expected a whole number from 1 /,
  ],
  [['run', 'ad-ctr', '--set', 'drift.size=7'], /^invalid drift\.size: 7; expected 0\.05 to 1$/],
  [['run', 'ad-ctr', '--set', 'threshold=2'], /^invalid threshold: 2; expected 0 to 1$/],
  [['run', 'ad-ctr', '--label', 'x'], /^--label goes with a file of your own, not with ad-ctr$/],
  [['run', 'no\nsuch'], /^unknown scenario: no such; /],
  [
    ['run', 'ad-ctr', '--rows', '10000', '--models', 'gbdt', '--out', 'package.json/x'],
    /^cannot write package\.json\/x: /,
  ],
  [['knobs', 'ad-ctr', 'zebra'], /^no knob of ad-ctr has zebra/],
  [['inspect', 'ad-ctr'], /^ad-ctr draws its rows; expected a file of rows$/],
  [['inspect'], /^missing required argument 'file'/],
])('sim %j gets one line with a hint and exit code 2', (args, line) => {
  const { status, stdout, stderr } = sim(...args)
  expect(stderr).toMatch(/^[^\n]+\n$/)
  expect(stderr.trimEnd()).toMatch(line)
  expect(stdout).toBe('')
  expect(status).toBe(2)
})

test('--set takes every setting of a link by its name there, and sections by theirs', () => {
  const run = (...set: string[]) => {
    const flags = set.flatMap((pair) => ['--set', pair])
    return sim(
      'run',
      'payment-fraud',
      '--rows',
      '50000',
      '--set',
      'customers=2000',
      '--models',
      'logistic',
      ...flags,
      '--json'
    )
  }
  const named = run(
    'decision.capacity=37',
    'drift.size=0.5',
    'drift.shape=gradual',
    'k=5',
    'metric=auc',
    'threshold=0.2'
  )
  expect(named.stderr).toBe('')
  const { metrics } = reportIn(named.stdout).models.logistic
  expect(metrics).toHaveProperty('cardPrecision@37')
  expect(metrics).toHaveProperty('precision@5')
  const sections = run('world.baseRate=0.02', 'split.split=random', 'lab.seed=4', 'view.k=5', 'logistic.epochs=1')
  const plain = run('baseRate=0.02', 'split=random', 'seed=4', 'k=5', 'logistic.epochs=1')
  // A random split parts the rows of a customer, which is said.
  expect(sections.stderr).toMatch(/^warning: \d+ % of test rows share their customer with training rows[^\n]*\n$/)
  expect(sections.stderr).toBe(plain.stderr)
  expect(reportIn(sections.stdout).models.logistic.metrics).toEqual(reportIn(plain.stdout).models.logistic.metrics)
})

test('sim knobs SCENARIO WORD lists settings with what they allow', () => {
  const { stdout } = sim('knobs', 'ad-ctr', 'capacity')
  expect(stdout).toMatch(/^Decisions\n {2}decision\.capacity=100 {2}a whole number from 1 to 100000\n/)
  const knobs = sim('knobs', 'ad-ctr', '--models', 'gbdt', '--json').stdout.trimEnd().split('\n')
  const ids = knobs.map((line) => JSON.parse(line).id)
  expect(ids).toEqual(
    expect.arrayContaining(['baseRate', 'split', 'seed', 'gbdt.bins', 'decision.capacity', 'drift.size', 'k'])
  )
})

test.each([
  ['--help'],
  ['run', '--help'],
  ['knobs', 'ad-ctr', '--json'],
  ['run', 'ad-ctr', '--rows', '10000', '--models', 'logistic', '--json'],
])('sim %s | head ends in silence with exit code 0', async (...args) => {
  expect(await simIntoClosedPipe(...args)).toEqual({ status: 0, stderr: '' })
})

test('a training stops once nobody reads its events', async () => {
  const flags = ['--rows', '2000000', '--models', 'dcn-v2', '--set', 'dcn-v2.epochs=20', '--threads', '1', '--json']
  expect(await simIntoClosedPipe('run', 'ad-ctr', ...flags)).toEqual({ status: 0, stderr: '' })
}, 120_000)
