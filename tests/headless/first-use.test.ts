import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'skewlab-first-'))

afterAll(() => rmSync(folder, { recursive: true }))

test('install() of a fresh checkout writes nothing where nobody watches', () => {
  mkdirSync(join(folder, '.config'))
  for (const name of ['install.mjs', 'run.mjs']) cpSync(`.config/${name}`, join(folder, '.config', name))
  const [name, version] = ['fresh', '1.0.0']
  const dependencies = { part: 'file:part' }
  const packages = {
    ...{ '': { name, version, dependencies }, part: { version } },
    'node_modules/part': { resolved: 'part', link: true },
  }
  mkdirSync(join(folder, 'part'))
  writeFileSync(join(folder, 'part/package.json'), JSON.stringify({ name: 'part', version }))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version, dependencies }))
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ name, version, lockfileVersion: 3, packages }))
  const script = "await (await import('./.config/install.mjs')).install()"
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(`${stdout}${stderr}`).toBe('')
  expect(status).toBe(0)
  expect(existsSync(join(folder, 'node_modules/.package-lock.json'))).toBe(true)
})
