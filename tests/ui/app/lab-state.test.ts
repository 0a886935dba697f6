import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import { scenarioOf } from '../../../src/scenarios/stories/index.ts'
import { LabState } from '../../../src/state/lab.svelte.ts'

function open(hash: string): LabState {
  window.history.replaceState(null, '', hash || '#')
  return new LabState(addressOf(window))
}

/** jsdom moves through its history a moment later. */
async function back(): Promise<void> {
  const moved = new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }))
  window.history.back()
  await moved
}

describe('LabState', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    return () => vi.useRealTimers()
  })

  it('opens the lab of the link', () => {
    const lab = open('#lab=1&seed=9&baseRate=0.001')
    expect(lab.document.seed).toBe(9)
    expect(lab.document.world.baseRate).toBe(0.001)
  })

  it('an edit replaces the link once it settles, without a new entry', async () => {
    const lab = open('')
    const before = window.history.length
    for (const rate of [0.01, 0.011, 0.012]) lab.set('world', 'baseRate', rate)
    expect(window.location.hash).not.toContain('baseRate')
    await vi.runAllTimersAsync()
    expect(window.location.hash).toContain('baseRate=0.012')
    expect(window.history.length).toBe(before)
  })

  it('a step is a milestone: Back returns to the one before, with its settings', async () => {
    const lab = open('')
    lab.set('lab', 'seed', 5)
    lab.go('evaluation')
    lab.set('lab', 'seed', 6)
    await vi.runAllTimersAsync()
    expect(window.location.hash).toContain('step=evaluation')
    vi.useRealTimers()
    await back()
    expect(lab.document.view.step).toBe('models')
    expect(lab.document.seed).toBe(5)
  })

  it('set refuses what the knob forbids and keeps the old value', () => {
    const lab = open('')
    expect(() => lab.set('world', 'baseRate', 0.9)).toThrow(/invalid baseRate: 0\.9/)
    expect(() => lab.set('world', 'nope', 1)).toThrow(/unknown setting: nope/)
    expect(lab.document.world.baseRate).toBe(0.03)
    expect(lab.edit).toBeNull()
  })

  it('remembers the newest edit, to say what moved a number', () => {
    const lab = open('')
    lab.set('world', 'baseRate', 0.001)
    expect(lab.edit).toMatchObject({ knob: { label: 'Base rate' }, from: 0.03, to: 0.001 })
  })

  it('up to four lanes race, each with an id of its own, and one always stays', () => {
    const lab = open('')
    lab.duplicateLane('dcn-v2')
    lab.addLane('logistic')
    lab.addLane('logistic')
    expect(lab.document.lanes.map((lane) => lane.id)).toEqual(['logistic', 'dcn-v2', 'dcn-v2-2', 'logistic-2'])
    for (const lane of lab.document.lanes) lab.removeLane(lane.id)
    expect(lab.document.lanes).toHaveLength(1)
  })

  it('a duplicate keeps the settings of its original, and changes alone', () => {
    const lab = open('')
    lab.setLane('dcn-v2', 'rate', 0.003)
    lab.duplicateLane('dcn-v2')
    lab.setLane('dcn-v2-2', 'rate', 0.01)
    expect(lab.document.lanes.map((lane) => lane.settings.rate)).toEqual([expect.any(Number), 0.003, 0.01])
  })

  it.each(scenarioOf('ad-ctr').presets.filter((preset) => preset.id !== 'default-race'))(
    'startFrom($id) is recognised again in its own link',
    (preset) => {
      const lab = open('')
      lab.setTeach({ task: 'Think.', hide: ['roc'] })
      lab.startFrom(preset)
      expect(lab.document.view.step).toBe(preset.step)
      expect(lab.document.teach).toMatchObject({ task: 'Think.', hide: ['roc'] })
      const again = open(`#${lab.link}`)
      expect(again.preset?.id).toBe(preset.id)
    }
  )

  it('a preset begins anew when it is opened, but not when Back returns to one of its steps', async () => {
    vi.useRealTimers()
    const now = vi.spyOn(Date, 'now').mockReturnValue(1_000)
    const lab = open('')
    const [preset] = lab.scenario.presets.filter(({ id }) => id === 'roc-flatters')
    lab.startFrom(preset)
    expect(lab.presetSince).toBe(1_000)
    now.mockReturnValue(2_000)
    lab.go('data')
    await back()
    expect([lab.document.view.step, lab.presetSince]).toEqual([preset.step, 1_000])
    lab.startFrom(preset)
    expect(lab.presetSince).toBe(2_000)
    now.mockRestore()
  })

  it('a damaged link says so once, and the note can be dismissed', () => {
    const lab = open('#%%%')
    expect(lab.notes).toEqual(['This link is damaged or not a lab, so here is the default one.'])
    lab.dismissNotes()
    expect(lab.notes).toEqual([])
  })

  it('knows what is hidden and what is locked', () => {
    const lab = open('#lab=1&hide=roc,seed&lock=baseRate')
    expect([lab.isHidden('roc'), lab.isHidden('pr'), lab.isLocked('baseRate'), lab.isLocked('rows')]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })
})
