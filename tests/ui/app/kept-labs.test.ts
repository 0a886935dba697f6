import { beforeEach, describe, expect, it, vi } from 'vitest'
import { KeptLabs, tabStorage } from '../../../src/state/kept-labs.ts'
import type { LabState } from '../../../src/state/lab.svelte.ts'
import { move, open, reload, setAll } from './lab-in-a-tab.ts'

beforeEach(() => sessionStorage.clear())

describe('every scenario has a lab of its own', () => {
  it('openScenario(other) and back is the lab as it was left, in every part', () => {
    const lab = open('')
    setAll(lab)
    lab.set('world', 'baseRate', 0.002)
    const left = lab.document
    lab.openScenario('payment-fraud')
    expect(lab.document).toMatchObject({ seed: 1, view: { threshold: null }, decision: { capacity: 100 } })
    lab.set('lab', 'seed', 5)
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
    lab.set('lab', 'seed', 5)
    window.dispatchEvent(new Event('pagehide'))
    await move('back')
    expect(lab.document).toEqual(left)
    await move('forward')
    expect(lab.document).toMatchObject({ scenario: 'payment-fraud', seed: 5 })
  })

  it('a link that is opened wins over what was kept', async () => {
    const lab = open('')
    lab.set('lab', 'seed', 77)
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
    lab.set('lab', 'seed', 5)
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
      lab.set('lab', 'seed', 77)
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
