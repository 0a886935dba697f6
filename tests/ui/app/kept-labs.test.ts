import '@testing-library/jest-dom/vitest'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ImportPlan } from '../../../datasets/imports/import.ts'
import { addressOf } from '../../../src/app/address.ts'
import type { DataFile } from '../../../src/core/training/run.ts'
import { KeptLabs, tabStorage, type LabStorage } from '../../../src/state/kept-labs.ts'
import { LabState } from '../../../src/state/lab.svelte.ts'

/** A tab that opens an address, with whatever its storage holds. */
function open(hash: string, storage: LabStorage | null = tabStorage()): LabState {
  window.history.replaceState(null, '', hash || '#')
  return new LabState(addressOf(window), new KeptLabs(storage))
}

/** The same address, read by a page that begins anew. */
function reload(): LabState {
  window.dispatchEvent(new Event('pagehide'))
  return new LabState(addressOf(window), new KeptLabs(tabStorage()))
}

/** jsdom moves through its history a moment later. */
async function move(by: 'back' | 'forward'): Promise<void> {
  const moved = new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }))
  window.history[by]()
  await moved
}

function fileOf(name: string, hasTime: boolean): DataFile {
  const columns = [
    { name: 'at', role: hasTime ? 'time' : 'ignore', type: 'time', missing: [] },
    { name: 'x', role: 'feature', type: 'numeric', missing: [] },
    { name: 'fraud', role: 'label', type: 'categorical', missing: [] },
  ]
  const plan = { format: 'csv', dialect: null, columns, positive: '1', rows: null } as unknown as ImportPlan
  return { name, fingerprint: '10 20', blob: new Blob([name]), plan }
}

const timed = fileOf('timed.csv', true)
const timeless = fileOf('timeless.csv', false)
const bring = (lab: LabState, file: DataFile): void => lab.open({ document: lab.onFile(file), notes: [] })

/** Everything a person sets. */
function setAll(lab: LabState): void {
  lab.setSplit('split', 'fold')
  lab.setSplit('fold', 3)
  lab.setSeed(77)
  lab.removeLane(lab.document.lanes[1].id)
  lab.addLane('mlp')
  lab.setLane(lab.document.lanes[0].id, 'rate', 0.004)
  lab.setDecision('capacity', 12)
  lab.setDrift('size', 0.3)
  lab.setView({ threshold: 0.31, metric: 'logLoss' })
}

beforeEach(() => sessionStorage.clear())

describe('every scenario has a lab of its own', () => {
  it('openScenario(other) and back is the lab as it was left, in every part', () => {
    const lab = open('')
    setAll(lab)
    lab.setWorld('baseRate', 0.002)
    const left = lab.document
    lab.openScenario('payment-fraud')
    expect(lab.document).toMatchObject({ seed: 1, view: { threshold: null }, decision: { capacity: 100 } })
    lab.setSeed(5)
    lab.openScenario('ad-ctr')
    expect(lab.document).toEqual(left)
    lab.openScenario('payment-fraud')
    expect(lab.document.seed).toBe(5)
  })

  it('openScenario keeps what a teacher set, which is of the link and not of a scenario', () => {
    const lab = open('#lab=1&hide=roc&lock=seed&task=Think.')
    lab.openScenario('payment-fraud')
    expect(lab.document.teach).toMatchObject({ hide: ['roc'], lock: ['seed'], task: 'Think.' })
    lab.setTeach({ task: '' })
    lab.openScenario('ad-ctr')
    expect(lab.document.teach.task).toBe('')
  })

  it('a preset that was begun goes on where it is come back to', () => {
    const now = vi.spyOn(Date, 'now').mockReturnValue(1_000)
    const lab = open('')
    const [preset] = lab.scenario.presets.filter(({ id }) => id === 'roc-flatters')
    lab.startFrom(preset)
    now.mockReturnValue(2_000)
    lab.openScenario('payment-fraud')
    expect(lab.preset).toBeNull()
    lab.openScenario('ad-ctr')
    expect([lab.preset, lab.presetSince]).toEqual([preset, 1_000])
    now.mockRestore()
  })

  it('Back and Forward move between the labs as they were', async () => {
    const lab = open('')
    setAll(lab)
    const left = lab.document
    lab.openScenario('payment-fraud')
    lab.setSeed(5)
    window.dispatchEvent(new Event('pagehide'))
    await move('back')
    expect(lab.document).toEqual(left)
    await move('forward')
    expect(lab.document).toMatchObject({ scenario: 'payment-fraud', seed: 5 })
  })

  it('a link that is opened wins over what was kept', async () => {
    const lab = open('')
    lab.setSeed(77)
    lab.openScenario('payment-fraud')
    window.location.hash = '#lab=1&seed=3'
    await vi.waitFor(() => expect(lab.document).toMatchObject({ scenario: 'ad-ctr', seed: 3 }))
    lab.openScenario('payment-fraud')
    lab.openScenario('ad-ctr')
    expect(lab.document.seed).toBe(3)
  })

  it('reset() is the defaults of the scenario, with what a teacher set', () => {
    const lab = open('#lab=1&hide=roc')
    const { document } = lab
    setAll(lab)
    lab.reset()
    expect(lab.document).toEqual(document)
  })

  it('a reload of the tab has all of them, the address bar the one at hand', () => {
    const lab = open('')
    setAll(lab)
    const left = lab.document
    lab.openScenario('payment-fraud')
    lab.setSeed(5)
    const again = reload()
    expect(again.document).toMatchObject({ scenario: 'payment-fraud', seed: 5 })
    again.openScenario('ad-ctr')
    expect(again.document).toEqual(left)
  })

  it('lasts while the tab lives where there is no storage, or it refuses', () => {
    const refuse = (): never => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    for (const storage of [null, { getItem: refuse, setItem: refuse, removeItem: refuse }]) {
      const lab = open('', storage)
      lab.setSeed(77)
      lab.openScenario('payment-fraud')
      lab.openScenario('ad-ctr')
      expect(lab.document.seed).toBe(77)
    }
  })
})

describe('what lies in storage may be anything', () => {
  const put = (document: unknown, more: object = { since: 1 }): void => {
    sessionStorage.setItem('skewlab.labs', JSON.stringify(['payment-fraud']))
    sessionStorage.setItem('skewlab.lab.payment-fraud', JSON.stringify({ document, ...more }))
  }
  const opened = (): LabState => {
    const lab = open('')
    lab.openScenario('payment-fraud')
    return lab
  }

  it('is read as a link is: out of range is clamped, unknown ignored, a teacher’s part is not taken', () => {
    const lanes = [
      { id: 'x', model: '<img>' },
      { id: 'gbdt', model: 'gbdt', settings: { depth: 1e9, evil: 1 } },
    ]
    put({
      scenario: 'payment-fraud',
      seed: -4,
      lanes,
      world: { rows: 1e99 },
      file: { name: 'x' },
      teach: { lock: ['seed'] },
    })
    const { document } = opened()
    expect(document).toMatchObject({ scenario: 'payment-fraud', seed: 0, file: null })
    expect(document.lanes.map(({ model }) => model)).toEqual(['gbdt'])
    expect(document.lanes[0].settings).not.toHaveProperty('evil')
    expect(document.teach.lock).toEqual([])
  })

  it.each([
    ['another scenario', { scenario: 'ad-ctr', seed: 9 }, { since: 1 }],
    ['no document', 7, { since: 1 }],
    ['no time', { scenario: 'payment-fraud', seed: 9 }, {}],
    ['a list', [], { since: 1 }],
  ])('%s is the defaults', (_, document, more) => {
    put(document, more)
    expect(opened().document).toMatchObject({ scenario: 'payment-fraud', seed: 1 })
  })

  it.each(['{', 'null', '[1]', '{"0":"payment-fraud"}', JSON.stringify(new Array(5_000).fill('payment-fraud'))])(
    'an index %s is none',
    (text) => {
      sessionStorage.setItem('skewlab.labs', text)
      expect(opened().document.seed).toBe(1)
    }
  )

  it('holds 40 labs at most: the least recently used are dropped', () => {
    const { document } = open('#lab=1&scenario=own-data', null)
    const kept = new KeptLabs(tabStorage())
    for (let i = 0; i < 60; i++) kept.keep(document, `file ${i}`, 1)
    expect([kept.labOf('own-data', 'file 19'), kept.labOf('own-data', 'file 20')]).toEqual([null, expect.anything()])
    expect(Object.keys(sessionStorage).filter((key) => key.startsWith('skewlab.lab.')).length).toBeLessThanOrEqual(40)
  })
})

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
    lab.setSeed(3)
    bring(lab, timeless)
    expect(lab.document).toMatchObject({ seed: 9, view: { threshold: null } })
    expect(lab.document.lanes.map(({ model }) => model)).toEqual(['gbdt'])
  })

  it('the same file, read otherwise, keeps its lab', () => {
    const lab = open('#lab=1&scenario=own-data')
    bring(lab, timed)
    lab.setSeed(9)
    bring(lab, { ...timed, plan: timeless.plan })
    expect(lab.document).toMatchObject({ seed: 9, split: { split: 'random' } })
  })

  it('another scenario and back is the newest file, and its split', () => {
    const lab = open('#lab=1&scenario=own-data')
    bring(lab, timed)
    bring(lab, timeless)
    lab.setSeed(9)
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
    lab.setSeed(9)
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
