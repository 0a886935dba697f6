import { afterEach, describe, expect, it, vi } from 'vitest'
import type { DataFile } from '../../../src/core/training/run.ts'
import { keepIn, openKeep } from '../../../src/state/run-store.ts'
import type { KeptRun } from '../../../src/state/kept-run.ts'
import { keptDatabase } from './kept-database.ts'
import { earliest, keptRun } from './kept-fixtures.ts'

const fileOf = (name: string): DataFile =>
  ({ name, fingerprint: '1 2', blob: new Blob([name]), plan: { columns: [] } }) as unknown as DataFile

function onFile(id: string, name: string): KeptRun {
  const kept = keptRun({ id })
  return { ...kept, spec: { ...kept.spec, recipe: { ...kept.spec.recipe, file: fileOf(name) } } }
}

function keep() {
  const on = keptDatabase()
  const problems: string[] = []
  return { ...on, problems, keep: keepIn(on.database, (line) => problems.push(line)) }
}

afterEach(() => vi.unstubAllGlobals())

describe('keepIn', () => {
  it('gives back what was saved', async () => {
    const { keep: kept, problems } = keep()
    const run = keptRun()
    await kept.save(run)
    expect(await kept.all()).toEqual([run])
    expect(problems).toEqual([])
  })

  it('reads a run of an earlier version once, and keeps it as it is kept now', async () => {
    const { keep: kept, put, read } = keep()
    put('runs', 'old', { ...earliest(keptRun()), id: 'old' })
    const [run] = await kept.all()
    expect(run).toMatchObject({ shape: 2, id: 'old' })
    expect(read('runs', 'old')).toEqual(run)
  })

  it('leaves out what cannot be read, in one line, and drops nothing', async () => {
    const { keep: kept, put, stored, problems } = keep()
    put('runs', 'bad', { id: 'bad' })
    put('runs', 'worse', { ...keptRun(), id: 'worse', report: { parts: null } })
    await kept.save(keptRun({ id: 'good' }))
    expect((await kept.all()).map(({ id }) => id)).toEqual(['good'])
    expect(problems).toEqual(['2 runs of earlier visits cannot be read, and are left out.'])
    expect(stored('runs')).toEqual(['bad', 'worse', 'good'])
  })

  it('says in one line that there is no room left, or what else failed, and goes on', async () => {
    const { keep: kept, fail, stored, problems } = keep()
    fail(Object.assign(new Error('full'), { name: 'QuotaExceededError' }))
    await kept.save(keptRun())
    expect(problems[0]).toMatch(/^This browser has no room left: runs stay in this tab/)
    fail(new Error('locked'))
    await kept.remove('any')
    expect(problems[1]).toBe('This browser could not keep the run: locked')
    await kept.save(keptRun({ id: 'next' }))
    expect(stored('runs')).toEqual(['next'])
  })

  it('keeps a file once, as long as a run is on it', async () => {
    const { keep: kept, stored, read } = keep()
    await kept.save(onFile('one', 'a.csv'))
    await kept.save(onFile('two', 'a.csv'))
    await kept.save(onFile('three', 'b.csv'))
    expect(stored('files')).toEqual(['a.csv 1 2', 'b.csv 1 2'])
    await kept.remove('one')
    expect(stored('files')).toContain('a.csv 1 2')
    const [two] = await kept.all()
    expect(two.spec.recipe.file?.blob).toBe(read('files', 'a.csv 1 2'))
    await kept.remove('two')
    expect(stored('files')).toEqual(['b.csv 1 2'])
  })

  it('brings back the file that was open by its key, and drops any other', async () => {
    const { keep: kept, stored } = keep()
    const file = fileOf('open.csv')
    await kept.openFile(file)
    expect(await kept.reopenFile('open.csv 1 2')).toBe(file)
    expect(await kept.reopenFile('other.csv 1 2')).toBeNull()
    expect(stored('open')).toEqual([])
  })

  it('keeps live traffic, and leaves out what is none', async () => {
    const { keep: kept, put } = keep()
    const operation = {
      ...{ id: 'op', startedAt: 1, dataset: 'ad-ctr', from: 0, to: 60 },
      versions: [{ id: 'a', order: 0, label: 'A' }],
      log: [{ time: 0, version: 'a', event: 'promote' as const }],
    }
    await kept.saveOperation(operation)
    put('operations', 'bad', { id: 'bad', log: [{ time: 'noon' }] })
    expect(await kept.operations()).toEqual([operation])
    await kept.removeOperation('op')
    expect(await kept.operations()).toEqual([])
  })
})

it('openKeep() keeps nothing where the browser blocks its database, and says nothing', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('blocked', 'SecurityError')
    },
  })
  const problems: string[] = []
  const kept = await openKeep((line) => problems.push(line))
  await kept.save(keptRun())
  expect([await kept.all(), await kept.operations(), await kept.reopenFile('a')]).toEqual([[], [], null])
  expect(problems).toEqual([])
})
