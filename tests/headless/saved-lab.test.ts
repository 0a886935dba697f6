import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Random } from '../../src/core/kernel/random.ts'
import { reportIn, sim } from './sim.ts'

const folder = mkdtempSync(join(tmpdir(), 'skewlab-saved-'))
const out = join(folder, 'out')
const lab = join(out, 'lab.json')
const path = join(folder, 'rows.csv')
const random = Random.of(4)
const lines = Array.from({ length: 800 }, (_, row) => {
  const isBad = random.uniform() < 0.3
  return `${row};${(random.normal() + (isBad ? 1 : 0)).toFixed(3).replace('.', ',')};${random.below(6)};${isBad ? 'ja' : 'nein'};u`
})
const text = ['tick;size;code;odd;note', ...lines, ''].join('\n')
let first: ReturnType<typeof sim>

beforeAll(() => {
  writeFileSync(path, text)
  const columns = [
    '--label',
    'odd',
    '--positive',
    'nein',
    '--time',
    'tick',
    '--categorical',
    'code',
    '--missing',
    'note=u',
  ]
  const flags = [...columns, '--decimal', ',', '--models', 'gbdt', '--set', 'gbdt.eta=0.2', '--seed', '9']
  first = sim('run', path, ...flags, '--out', out, '--json')
})

afterAll(() => rmSync(folder, { recursive: true }))

test('sim run --out keeps a lab.json that says how the file is read, without its rows', () => {
  const { file } = JSON.parse(readFileSync(lab, 'utf8'))
  expect(file).toEqual({
    name: 'rows.csv',
    fingerprint: expect.stringMatching(new RegExp(`^${Buffer.byteLength(text)} \\d+$`)),
    choices: reportIn(first.stdout).choices,
  })
  expect(file.choices.positive).toBe('nein')
})

test('sim run lab.json --file FILE reads the file as it was saved, and gives the same numbers', () => {
  const again = sim('run', lab, '--file', path, '--json')
  expect(again.status).toBe(0)
  const [report, before] = [again, first].map(({ stdout }) => reportIn(stdout))
  expect(report.choices).toEqual(before.choices)
  expect(report.seed).toBe(9)
  expect(report.models.gbdt.metrics).toEqual(before.models.gbdt.metrics)
})

test('flags say otherwise than the lab', () => {
  const { stdout } = sim('inspect', lab, '--file', path, '--positive', 'ja', '--json')
  expect(reportIn(stdout)).toMatchObject({ label: 'odd', positive: 'ja' })
})

test('another file gets a note, and one without the columns is refused', () => {
  const longer = join(folder, 'longer.csv')
  writeFileSync(longer, `${text}800;1,5;2;ja;u\n`)
  const { status, stderr } = sim('run', lab, '--file', longer, '--json')
  expect(stderr).toMatch(/^longer\.csv has another size than the file that .*lab\.json was saved with$/m)
  expect(status).toBe(0)
  const other = join(folder, 'other.csv')
  writeFileSync(other, text.replace('odd', 'odds'))
  const refused = sim('run', lab, '--file', other)
  expect(refused.stderr).toMatch(/^.*lab\.json is on another file: unknown column: odd; did you mean odds\?\n$/)
  expect(refused.status).toBe(2)
})

test('without its file the lab says which one it wants', () => {
  const { status, stderr } = sim('run', lab)
  expect(stderr).toBe('this lab is on rows.csv: expected --file FILE\n')
  expect(status).toBe(2)
})

test('what is hostile in a lab is left out with a note, or refused in one line', () => {
  const hostile = join(folder, 'hostile.json')
  const columns = [{ name: 'odd', role: 'label' }, { name: 'size', role: 'root' }, 7]
  const file = { name: '<img src=x>', choices: { dialect: { delimiter: 'ab' }, columns, positive: { a: 1 } } }
  writeFileSync(hostile, JSON.stringify({ version: 1, scenario: 'own-data', file }))
  const { stderr, stdout } = sim('run', hostile, '--file', path, '--positive', 'ja', '--models', 'gbdt', '--json')
  expect(stderr).toMatch(/^How the text of this lab’s file is cut cannot be understood; it is left out\.$/m)
  expect(stderr).toMatch(/^What this lab says of the column size cannot be understood; it is left out\.$/m)
  expect(reportIn(stdout).choices.columns).toEqual([{ name: 'odd', role: 'label' }])
  writeFileSync(hostile, '[[[')
  expect(sim('run', hostile).stderr).toMatch(/^cannot read .*hostile\.json: [^\n]*\n$/)
})
