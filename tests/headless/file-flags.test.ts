import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { flagOf } from '../../src/headless/file-flags.ts'
import { Random } from '../../src/core/kernel/random.ts'
import { sim, reportIn } from './sim.ts'

const folder = mkdtempSync(join(tmpdir(), 'skewlab-flags-'))
const random = Random.of(3)
const rows = Array.from({ length: 600 }, (_, row) => {
  const isBad = random.uniform() < 0.3
  const price = `${1 + random.below(3)}.${100 + random.below(900)},${10 + random.below(90)}`
  const day = `${1 + random.below(12)}/${1 + random.below(12)}/2020`
  const cells = [row, `"${price}"`, random.below(9), random.below(5), day, isBad ? 'bad' : 'good', random.below(2), '-']
  return cells.join(',')
})
const header = 'step,"price, net",code,card,day,state,coin,x=y'
const path = file('rows.csv', [header, ...rows])

afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, lines: readonly string[]): string {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`)
  return join(folder, name)
}

function inspected(...args: string[]) {
  const { status, stdout, stderr } = sim('inspect', ...args, '--json')
  expect(stderr).toBe('')
  expect(status).toBe(0)
  const found = reportIn(stdout)
  return { ...found, column: (name: string) => found.columns.find((one: { name: string }) => one.name === name) }
}

test('flags say what columns are, and nothing that they say is assumed', () => {
  const flags = [
    '--label',
    'coin',
    '--positive',
    '0',
    '--time',
    'step',
    '--time-format',
    'hours',
    '--group',
    'card',
    '--no-amount',
  ]
  const found = inspected(path, ...flags, '--ignore', 'price, net,day', '--feature', 'x=y')
  expect(found).toMatchObject({ type: 'inspection', label: 'coin', positive: '0', rows: { count: 600, exact: true } })
  const roles = found.columns.map(({ name, role }: { name: string; role: string }) => [name, role])
  expect(Object.fromEntries(roles)).toEqual({
    ...{ step: 'time', 'price, net': 'ignore', code: 'feature', card: 'group' },
    ...{ day: 'ignore', state: 'feature', coin: 'label', 'x=y': 'feature' },
  })
  const settled = found.assumptions.filter(({ column }: { column: string }) =>
    ['coin', 'step', 'card'].includes(column)
  )
  expect(settled).toEqual([])
})

test('--ignore names columns with commas by the rules of CSV, and may be given again', () => {
  const ignored = (...flags: string[]) =>
    inspected(path, '--label', 'state', ...flags).choices.columns.flatMap((one: { name: string; role: string }) =>
      one.role === 'ignore' ? [one.name] : []
    )
  expect(ignored('--ignore', '"price, net",code')).toEqual(['price, net', 'code'])
  expect(ignored('--ignore', 'price, net', '--ignore', 'code')).toEqual(['price, net', 'code'])
})

test('flags say how cells are read', () => {
  const flags = [
    '--categorical',
    'code,card',
    '--numeric',
    'state',
    '--boolean',
    'coin',
    '--numbers',
    'price, net=1.234,56',
  ]
  const found = inspected(path, ...flags, '--time', 'day', '--time-format', 'month/day/year', '--missing', 'x=y=-,none')
  expect(found.column('code').type).toBe('categorical')
  expect(found.column('card').type).toBe('categorical')
  expect(found.column('state').type).toBe('numeric')
  expect(found.column('coin').type).toBe('boolean')
  expect(found.column('price, net')).toMatchObject({ type: 'numeric', numbers: '1.234,56' })
  expect(found.column('day')).toMatchObject({ role: 'time', type: 'time', timeUnit: 'month/day/year' })
  expect(found.column('x=y').missing).toEqual(['-', 'none'])
  expect(inspected(path, '--missing', 'code=').column('code').missing).toEqual([])
  expect(inspected(path, '--time-format', 'step=hours').column('step')).toMatchObject({
    type: 'time',
    timeUnit: 'hours',
  })
})

test('--no-time and --no-group take the role from the column that was inferred', () => {
  const guessed = file('guessed.csv', [
    'timestamp,customer_id,y',
    ...rows.map((_, i) => `${i * 60},${i % 40},${i % 3 ? 0 : 1}`),
  ])
  const roles = (...flags: string[]) =>
    inspected(guessed, '--label', 'y', ...flags).columns.map(({ role }: { role: string }) => role)
  expect(roles()).toEqual(['time', 'group', 'label'])
  expect(roles('--no-time', '--no-group')).toEqual(['ignore', 'feature', 'label'])
})

test('--header, --delimiter, --decimal and --encoding say how text is cut', () => {
  const plain = file(
    'plain.txt',
    rows.map((_, i) => `${i},5\t${i % 2}\t${i % 3 ? 'a' : 'b'}`)
  )
  const found = inspected(plain, '--header', 'no', '--delimiter', 'tab', '--decimal', ',', '--encoding', 'latin1')
  expect(found.dialect).toMatchObject({ delimiter: '\t', decimal: ',', encoding: 'windows-1252', hasHeader: false })
  expect(found.columns.map(({ name }: { name: string }) => name)).toEqual(['column_1', 'column_2', 'column_3'])
  expect(found.rows.count).toBe(600)
})

test('a file is one by being there, whatever its ending', () => {
  const odd = file('rows.data', [header, ...rows])
  const time = ['--time', 'day', '--time-format', 'month/day/year']
  const { stdout, status } = sim('run', odd, '--label', 'state', ...time, '--models', 'gbdt', '--json')
  expect(status).toBe(0)
  const report = reportIn(stdout)
  expect(report).toMatchObject({
    scenario: 'own-data',
    choices: {
      columns: [
        { name: 'state', role: 'label' },
        { name: 'day', role: 'time' },
      ],
    },
  })
  expect(report.assumptions).toEqual(expect.arrayContaining([expect.objectContaining({ asks: false })]))
})

test('what was assumed is said on stderr, a plain line each with its flag, and in report.json', () => {
  const { stderr, stdout } = sim(
    'run',
    path,
    '--label',
    'state',
    '--no-time',
    '--no-group',
    '--models',
    'gbdt',
    '--json'
  )
  const { assumptions } = reportIn(stdout)
  const lines = stderr.trimEnd().split('\n')
  for (const { text, flag } of assumptions)
    expect(lines).toContain(flag ? `assumed: ${text}; ${flag} says otherwise` : `assumed: ${text}`)
  const dealt = 'assumed: rows are parted at random, as no column says when they happened; --time COLUMN says otherwise'
  expect(lines).toContain(dealt)
  const chosen = ['--label', 'state', '--no-time', '--no-group', '--set', 'split=random', '--models', 'gbdt']
  expect(sim('run', path, ...chosen).stderr).not.toContain(dealt)
})

test('a file with nothing that looks like a label is refused in one line with the flag', () => {
  const numbers = file('numbers.csv', ['u,v', ...rows.map((_, i) => `${i % 7},${i % 11}`)])
  const { status, stdout, stderr } = sim('run', numbers)
  expect(stderr).toMatch(/^[^\n]*label[^\n]*--label[^\n]*\n$/)
  expect(stdout).toBe('')
  expect(status).toBe(2)
  expect(sim('inspect', numbers).stdout).toMatch(/^no label yet$[^]*^to decide: .*--label/m)
})

test.each([
  [['--label', 'stat'], /^unknown column: stat; did you mean state\?$/],
  [['--ignore', 'coin,"code'], /^invalid --ignore coin,"code; expected a quote at its end$/],
  [['--label', 'state', '--ignore', 'state'], /^state is given by both --label and --ignore$/],
  [['--numeric', 'code', '--categorical', 'code'], /^code is given by both --categorical and --numeric$/],
  [['--label', 'state', '--label', 'coin'], /^--label twice: state and coin; expected one$/],
  [['--header', 'maybe'], /^invalid --header: maybe; expected yes or no$/],
  [['--decimal', ';'], /^invalid --decimal: ;; expected \. or ,$/],
  [['--encoding', 'ebcdic'], /^invalid --encoding: ebcdic; expected one of utf-8, /],
  [['--skip', 'two'], /^invalid --skip: two; expected a whole number from 0 /],
  [['--missing', 'code'], /^invalid --missing code; expected column=value$/],
  [['--time-format', 'step=fortnights'], /^invalid --time-format: fortnights; expected one of .*days/],
  [['--numbers', 'code=1 234'], /^invalid --numbers: 1 234; expected one of 1,234\.56; 1\.234,56/],
  [['--file', path], /^--file goes with a lab\.json/],
])('sim run FILE %j gets one line and exit code 2', (flags, line) => {
  const { status, stdout, stderr } = sim('run', path, ...flags)
  expect(stderr).toMatch(/^[^\n]+\n$/)
  expect(stderr.trimEnd()).toMatch(line)
  expect(stdout).toBe('')
  expect(status).toBe(2)
})

test('an unknown column of a wide file names a few, not a thousand', () => {
  const names = Array.from({ length: 900 }, (_, i) => `measure_${i}`)
  const wide = file('wide.csv', [
    ['y', ...names].join(','),
    ...[0, 1, 0, 1].map((y) => [y, ...names.map((_, i) => i % 5)].join(',')),
  ])
  const { stderr } = sim('run', wide, '--label', 'qqqq')
  expect(stderr).toMatch(/^unknown column: qqqq; expected one of y, measure_0, .* and 889 more\n$/)
})

test('every choice of a column and of the text has a flag that help names', () => {
  const { stdout } = sim('run', '--help')
  for (const flag of Object.values(flagOf)) expect(stdout).toContain(`${flag} <`)
})

test('--escapes says whether a backslash makes a quote one of the cell', () => {
  const quoted = Array.from({ length: 60 }, (_, row) => `${row},"said \\"hi\\", ${row % 3}",${row % 4 ? 'no' : 'yes'}`)
  const notes = file('notes.csv', ['n,note,sold', ...quoted])
  const learnt = inspected(notes, '--label', 'sold')
  expect([learnt.rows.count, learnt.dialect.escapes]).toEqual([60, true])
  expect(learnt.assumptions).toContainEqual(expect.objectContaining({ flag: '--escapes no' }))
  expect(
    inspected(notes, '--label', 'sold', '--escapes', 'yes').assumptions.map(({ flag }: { flag: string }) => flag)
  ).not.toContain('--escapes no')
  const { status, stderr } = sim('inspect', notes, '--escapes', 'maybe')
  expect([status, stderr]).toEqual([2, 'invalid --escapes: maybe; expected yes or no\n'])
})
