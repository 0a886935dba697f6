import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Random } from '../../src/core/kernel/random.ts'

const folder = mkdtempSync(join(tmpdir(), 'skewlab-warnings-'))
afterAll(() => rmSync(folder, { recursive: true }))

function sim(lines: readonly string[], ...args: string[]) {
  const path = join(folder, 'rows.csv')
  writeFileSync(path, [...lines, ''].join('\n'))
  const sim = ['.config/node-bundle.mjs', 'sim', 'run', path, '--models', 'gbdt', '--set', 'gbdt.rounds=5', '--json']
  const { status, stdout, stderr } = spawnSync(process.execPath, [...sim, ...args], { encoding: 'utf8' })
  expect(status).toBe(0)
  return { report: JSON.parse(stdout.trimEnd().split('\n').at(-1)!), said: stderr.trimEnd().split('\n') }
}

test('sim run FILE with six positives says on stderr and in its report which numbers are worthless', () => {
  const random = Random.of(1).stream('six')
  const lines = Array.from({ length: 1500 }, (_, row) => `${random.normal().toFixed(4)},${row % 250 === 3 ? 1 : 0}`)
  const { report, said } = sim(['x,fraud', ...lines], '--label', 'fraud')
  const warning =
    '1 positive only in test: AUC, PR AUC, precision, recall, F1, calibration, the ranking metrics and their intervals are worthless; expected 10 at least'
  expect(said).toContain(`warning: ${warning}`)
  expect(report.warnings).toContain(warning)
})

test('sim run FILE with a group keeps groups whole, says so, and reports every row and each column', () => {
  const random = Random.of(2).stream('users')
  const users = Array.from({ length: 500 }, () => ({ coin: random.uniform() < 0.5 ? 1 : 0, x: random.normal() }))
  const lines = Array.from({ length: 3000 }, () => {
    const user = random.below(500)
    return `u${user},${users[user].x.toFixed(4)},${random.normal().toFixed(4)},${users[user].coin}`
  })
  const file = ['user_id,x,noise,bought', ...lines]
  const { report, said } = sim(file, '--label', 'bought')
  expect(said).toContain(
    'assumed: rows of one user_id stay in one part: the file has a group and no time, so its split is grouped; --set split=… says otherwise'
  )
  expect(report.split.split).toBe('grouped')
  expect(report.rows.train + report.rows.validation + report.rows.test).toBe(3000)
  expect(report.left).toEqual([])
  expect(Math.abs(report.models.gbdt.metrics.auc - 0.5)).toBeLessThan(0.2)
  expect(report.audit.map(({ column }: { column: string }) => column).toSorted()).toEqual(['noise', 'x'])
  for (const { auc, psi, expectedPsi } of report.audit) {
    expect(auc).toBeGreaterThanOrEqual(0.5)
    expect(psi).toBeGreaterThan(0)
    expect(expectedPsi).toBeGreaterThan(0)
  }
  const chosen = sim(file, '--label', 'bought', '--set', 'split=random')
  expect(chosen.said.filter((line) => !/^(assumed|note): /.test(line))).toEqual([
    'warning: 98 % of test rows share their user_id with training rows, and rows of one user_id nearly always have the same label: metrics are too good; choose the split grouped',
  ])
  expect(chosen.report.warnings.map((text: string) => `warning: ${text}`)).toEqual(
    chosen.said.filter((line) => line.startsWith('warning: '))
  )
})
