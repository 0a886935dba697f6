import { expect, test } from 'vitest'
import { reportIn, sim } from './sim.ts'

const small = ['--rows', '10000', '--set', 'cardinality=0.05']

test('sim run --set wander=0 has one ceiling under two names, and shares the gap from trivial to it', () => {
  const { stdout, status } = sim('run', 'ad-ctr', ...small, '--set', 'wander=0', '--models', 'logistic', '--json')
  expect(status).toBe(0)
  const { ceiling, trivial, models } = reportIn(stdout)
  expect(ceiling.columns).toEqual({
    ...{ metrics: ceiling.metrics, expected: ceiling.expected, settled: true, rows: null, isEstimate: false },
  })
  const [none, own, best] = [trivial, models.logistic, ceiling.columns].map(({ expected }) => expected.auc)
  expect(models.logistic.gapClosed).toBeCloseTo((own - none) / (best - none), 12)
})

test('sim run where nobody has worked out what columns reach says so, and how to have it', () => {
  const plain = sim('run', 'ad-ctr', ...small, '--models', 'logistic', '--json')
  const { ceiling, models } = reportIn(plain.stdout)
  expect(ceiling.expected.auc).toBeGreaterThan(0.7)
  expect(ceiling.columns).toBeNull()
  expect(ceiling.columnsMissing).toMatch(/sim run --ceiling, or sim ceiling, works it out$/)
  expect(models.logistic.gapClosed).toBeNull()
})

test('sim ceiling --json tells its fits, and the report last', () => {
  const { stdout, status } = sim('ceiling', 'ad-ctr', ...small, '--set', 'wander=2', '--most', '6000', '--json')
  expect(status).toBe(0)
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(events.slice(0, -1)).toEqual([
    { type: 'fit', rows: 3000 },
    { type: 'fit', rows: 6000 },
  ])
  const { ceiling, trivial } = events.at(-1)
  expect(ceiling.columns).toMatchObject({ rows: 6000, isEstimate: true })
  expect(ceiling.columns.expected.auc).toBeGreaterThan(trivial.expected.auc)
  expect(ceiling.columns.expected.auc).toBeLessThan(ceiling.expected.auc)
})

test('sim ceiling says of an estimate that it is reached at least, which holds for log loss too', () => {
  const { stdout } = sim('ceiling', 'ad-ctr', ...small, '--most', '6000')
  expect(stdout).toMatch(/^what these columns can reach at least( +0\.\d{4}){3}$/m)
  expect(stdout).toMatch(
    /^At least: what a fit on the truth of 6,000 other requests reached; not settled at 6,000 rows\.$/m
  )
  expect(stdout).not.toContain('≥')
})

test('sim run --ceiling says where nobody knows the truth that it does nothing', () => {
  const { status, stderr } = sim(
    'run',
    'fraud-handbook',
    '--rows',
    '5000',
    ...['split=random', 'logistic.epochs=1'].flatMap((set) => ['--set', set]),
    '--models',
    'logistic',
    '--ceiling'
  )
  expect(status).toBe(0)
  expect(stderr).toMatch(/^note: --ceiling does nothing here: the true probabilities of these rows are not known$/m)
})

test.each([
  [['ceiling', 'fraud-handbook'], /^no best possible value: the true probabilities of these rows are not known\n$/],
  [['ceiling', 'ad-ctr', '--most', 'many'], /^invalid most: many; expected a whole number from 1000 to 5000000\n$/],
])('sim %j is refused in one line', (args, line) => {
  const { status, stderr } = sim(...args)
  expect(status).toBe(2)
  expect(stderr).toMatch(line)
})
