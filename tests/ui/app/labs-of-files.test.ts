import { beforeEach, describe, expect, it, vi } from 'vitest'
import { bring, fileOf, move, open, reload, setAll, timed, timeless } from './lab-in-a-tab.ts'

beforeEach(() => sessionStorage.clear())

describe('every file has a lab of its own', () => {
  it('file A, file B, file A: B begins as own data does, split as it can be, and A is as it was left', () => {
    const lab = open('#lab=1&scenario=own-data&step=data')
    bring(lab, timed)
    setAll(lab)
    const left = lab.document
    bring(lab, timeless)
    expect(lab.document).toMatchObject({
      file: timeless,
      seed: 1,
      split: { split: 'random' },
      decision: { capacity: 100 },
      view: { threshold: null },
    })
    lab.setView({ threshold: 0.9 })
    bring(lab, timed)
    expect(lab.document).toEqual(left)
    bring(lab, timeless)
    expect(lab.document.view.threshold).toBe(0.9)
  })

  it('the lab of a link is of the first file that is brought to it', () => {
    const lab = open('#lab=1&scenario=own-data&seed=9&models=gbdt&lock=seed')
    bring(lab, timeless)
    expect(lab.document).toMatchObject({ seed: 9, split: { split: 'random' }, teach: { lock: ['seed'] } })
    expect(lab.document.lanes.map(({ model }) => model)).toEqual(['gbdt'])
  })

  it('the lab of a link is of every further file too, without what was set on one of them', () => {
    const lab = open('#lab=1&scenario=own-data&seed=9&models=gbdt&threshold=0.2')
    bring(lab, timed)
    expect(lab.document.view.threshold).toBe(0.2)
    lab.setView({ threshold: 0.31 })
    lab.set('lab', 'seed', 3)
    bring(lab, timeless)
    expect(lab.document).toMatchObject({ seed: 9, view: { threshold: null } })
    expect(lab.document.lanes.map(({ model }) => model)).toEqual(['gbdt'])
  })

  it('the same file, read otherwise, keeps its lab', () => {
    const lab = open('#lab=1&scenario=own-data')
    bring(lab, timed)
    lab.set('lab', 'seed', 9)
    bring(lab, { ...timed, plan: timeless.plan })
    expect(lab.document).toMatchObject({ seed: 9, split: { split: 'random' } })
  })

  it('another scenario and back is the newest file, and its split', () => {
    const lab = open('#lab=1&scenario=own-data')
    bring(lab, timed)
    bring(lab, timeless)
    lab.set('lab', 'seed', 9)
    lab.openScenario('ad-ctr')
    expect(lab.document.file).toBeNull()
    lab.openScenario('own-data')
    expect(lab.document).toMatchObject({ file: timeless, seed: 9, split: { split: 'random' } })
  })

  it('Back returns to the file before with its lab, Forward to the next', async () => {
    const lab = open('#lab=1&scenario=own-data')
    bring(lab, timed)
    lab.setView({ threshold: 0.31 })
    const left = lab.document
    bring(lab, timeless)
    await move('back')
    expect(lab.document).toEqual(left)
    await move('forward')
    expect(lab.document).toMatchObject({ file: timeless, view: { threshold: null }, split: { split: 'random' } })
  })

  it('two files whose labs are the same are two entries of the history', async () => {
    const lab = open('#lab=1&scenario=own-data')
    bring(lab, timed)
    bring(lab, fileOf('other.csv', true))
    await move('back')
    expect(lab.document.file).toBe(timed)
  })

  it('a link that splits by time says that a file without one is split at random', async () => {
    const lab = open('#lab=1&scenario=own-data')
    bring(lab, timeless)
    window.location.hash = '#lab=1&scenario=own-data&seed=4'
    await vi.waitFor(() => expect(lab.document.seed).toBe(4))
    expect(lab.document).toMatchObject({ file: timeless, split: { split: 'random' } })
    expect(lab.notes).toEqual(['timeless.csv cannot be split as this lab asks for: it is split random instead.'])
  })

  it('after a reload the lab waits for its own file: a kept run or a drop brings it, another file has its own lab', () => {
    const lab = open('#lab=1&scenario=own-data')
    bring(lab, timed)
    setAll(lab)
    const left = lab.document
    const again = reload()
    expect(again.document).toEqual({ ...left, file: null })
    again.restoreFile(timeless)
    expect(again.document.file).toBeNull()
    again.restoreFile(timed)
    expect(again.document).toEqual(left)
    const third = reload()
    bring(third, timeless)
    expect(third.document).toMatchObject({ file: timeless, seed: 1 })
    bring(third, timed)
    expect(third.document).toEqual(left)
  })

  it('after a reload elsewhere, own data is opened with its newest file, once that is back', () => {
    const lab = open('#lab=1&scenario=own-data')
    bring(lab, timeless)
    lab.set('lab', 'seed', 9)
    lab.openScenario('ad-ctr')
    const again = reload()
    expect([again.fileKey, again.lastFileKey]).toEqual([null, 'timeless.csv 10 20'])
    again.restoreFile(timeless)
    expect(again.document).toMatchObject({ scenario: 'ad-ctr', file: null })
    again.openScenario('own-data')
    expect(again.document).toMatchObject({ file: timeless, seed: 9 })
  })

  it('reset() of a file is the defaults of own data on that file', () => {
    const lab = open('#lab=1&scenario=own-data')
    bring(lab, timeless)
    const { document } = lab
    setAll(lab)
    lab.reset()
    expect(lab.document).toEqual(document)
  })
})
