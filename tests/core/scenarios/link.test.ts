import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datasets } from '../../../datasets/index.ts'
import type { Knob, Knobs, Setting } from '../../../src/core/kernel/knobs.ts'
import { models } from '../../../src/core/models/index.ts'
import { defaultDocument, freeLaneId, MAX_LANES, parseDocument } from '../../../src/scenarios/document.ts'
import { formatLink, MAX_LINK, parseLink } from '../../../src/scenarios/link.ts'
import { sections } from '../../../src/scenarios/sections/index.ts'
import { knobsOf } from '../../../src/scenarios/sections/of-scenario.ts'
import type { Section } from '../../../src/scenarios/sections/section.ts'
import { scenarios } from '../../../src/scenarios/stories/index.ts'

const scenario = scenarios[0]

function settingOf(knob: Knob): fc.Arbitrary<Setting> {
  if (knob.type === 'switch') return fc.boolean()
  if (knob.type === 'choice') return fc.constantFrom(...knob.options.map((option) => option.value))
  if (knob.integer) return fc.integer({ min: knob.min, max: knob.max })
  return fc.double({ min: knob.min, max: knob.max, noNaN: true }).map((value) => value + 0)
}

const settingsOf = (knobs: Knobs) =>
  fc.record(Object.fromEntries(Object.entries(knobs).map(([id, knob]) => [id, settingOf(knob)])))

const laneIds = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/).filter((id) => id !== 'drift' && id !== 'decision')
const lanes = fc
  .array(
    fc.constantFrom(...models).chain((model) =>
      fc.record({
        id: fc.option(laneIds, { nil: null }),
        model: fc.constant(model.id),
        settings: settingsOf(model.knobs),
      })
    ),
    { minLength: 1, maxLength: MAX_LANES }
  )
  .map((drawn) => {
    const taken: string[] = []
    return drawn.map(({ id, model, settings }) => {
      const free = id === null || taken.includes(id) ? freeLaneId(model, taken) : id
      taken.push(free)
      return { id: free, model, settings }
    })
  })

const ids = fc.uniqueArray(fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9.-]{0,20}$/), { maxLength: 12 })
const documents = fc.constantFrom(...scenarios).chain(documentsOf)

function documentsOf(scenario: (typeof scenarios)[number]) {
  const settings = sections.map((section) => [section.id, settingsOf(knobsOf(section, scenario))])
  return fc
    .record({
      version: fc.constant(1 as const),
      scenario: fc.constant(scenario.id),
      settings: fc.record(Object.fromEntries(settings) as Record<string, fc.Arbitrary<Record<string, Setting>>>),
      lanes,
      threshold: fc.option(fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0)),
      hide: ids,
      lock: ids,
      task: fc.string({ maxLength: 600, unit: 'grapheme' }).filter((task) => task.length <= 600),
      presenter: fc.boolean(),
    })
    .map(({ settings: { lab, view, ...drawn }, threshold, hide, lock, task, presenter, ...rest }) => ({
      ...rest,
      ...lab,
      ...drawn,
      view: { ...view, threshold },
      teach: { hide, lock: lock.filter((id) => !hide.includes(id)), task, presenter },
    }))
}

describe('formatLink and parseLink', () => {
  it('parseLink(formatLink(lab)) is the same lab, without a note', () => {
    fc.assert(
      fc.property(documents, (raw) => {
        const { document, notes } = parseDocument(raw)
        expect(notes).toEqual([])
        expect(parseLink(formatLink(document))).toEqual({ document, notes: [] })
      }),
      { seed: 2, numRuns: 150 }
    )
  })

  it('formatLink of the default lab names only versions and scenario', () => {
    expect(formatLink(defaultDocument())).toMatch(/^lab=1&scenario=ad-ctr&world=\d+$/)
  })

  it('formatLink writes readable pairs of what was changed', () => {
    const { document } = parseDocument({
      seed: 7,
      world: { baseRate: 0.001 },
      lanes: [{ model: 'logistic' }, { model: 'dcn-v2', settings: { rate: 0.003 } }, { model: 'dcn-v2' }],
      view: { threshold: 0.2 },
      teach: { hide: ['roc', 'pr'], task: 'Why? Look at PR.' },
    })
    expect(formatLink(document)).toContain(
      '&seed=7&baseRate=0.001&models=logistic,dcn-v2,dcn-v2&dcn-v2.rate=0.003&threshold=0.2&hide=roc,pr&task=Why%3F+Look+at+PR.'
    )
  })

  it('parseLink ignores unknown keys and clamps what is out of range, with a note each', () => {
    const { document, notes } = parseLink('#lab=1&nope=1&baseRate=7&crossStrength=-1&logistic.rate=1&k=10')
    expect(document.world).toMatchObject({ baseRate: 0.2, crossStrength: 0 })
    expect(notes).toHaveLength(2)
    expect(notes[0]).toMatch(/^Base rate: 700 % is outside 0\.01 to 20 %; using 20 %\.$/)
  })

  it('parseLink hides and locks steps by their bare names too', () => {
    const { teach } = parseLink('#lab=1&hide=data,step-evaluation,models&lock=operation').document
    expect(teach).toMatchObject({ hide: ['step-data', 'step-evaluation', 'models'], lock: ['step-operation'] })
  })

  it('parseLink of an empty hash is the default lab, silently', () => {
    expect(parseLink('')).toEqual({ document: defaultDocument(), notes: [] })
    expect(parseLink('#')).toEqual({ document: defaultDocument(), notes: [] })
  })

  it.each([
    ['nonsense', '#hello'],
    ['no version', '#seed=4'],
    ['a version that is no number', '#lab=one'],
    ['broken percent signs', '#%%%E0%A4%A'],
    ['a huge one', `#lab=1&task=${'x'.repeat(30_000)}`],
  ])('parseLink answers %s with a plain sentence and the default lab', (_, hash) => {
    const { document, notes } = parseLink(hash)
    expect(document).toEqual(defaultDocument())
    expect(notes).toEqual([expect.stringMatching(/so here is the default one\.$/)])
  })

  it('parseLink takes no prototype, script or code from a hostile link', () => {
    const { document } = parseLink(
      '#lab=1&__proto__=1&constructor.prototype=2&models=__proto__,constructor&__proto__.rate=9&hide=__proto__,<script>&task=<img src=x onerror=alert(1)>'
    )
    expect(({} as Record<string, unknown>).rate).toBeUndefined()
    expect(document.lanes.map((lane) => lane.model)).toEqual(['logistic', 'dcn-v2'])
    expect(document.teach.hide).toEqual([])
    expect(document.teach.task).toBe('<img src=x onerror=alert(1)>')
  })

  it('parseLink(anything) never throws and always gives a whole lab', () => {
    const whole = Object.keys(defaultDocument()).sort()
    const hashes = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.webQueryParameters().map((pairs) => `#lab=1&${pairs}`),
      fc
        .dictionary(
          fc.constantFrom(
            'seed',
            'rows',
            'models',
            'dcn-v2.rate',
            'drift.kind',
            'k',
            'hide',
            'lab',
            'fold',
            'threshold'
          ),
          fc.oneof(fc.string({ maxLength: 20 }), fc.double().map(String), fc.constant('logistic,:,a:b,dcn-v2'))
        )
        .map((pairs) => `#lab=1&${new URLSearchParams(pairs).toString()}`)
    )
    fc.assert(
      fc.property(hashes, (hash) => {
        const { document } = parseLink(hash)
        expect(Object.keys(document).sort()).toEqual(whole)
        expect(parseLink(formatLink(document)).document).toEqual(document)
      }),
      { seed: 3, numRuns: 300 }
    )
  })

  it('parseLink reads links of version 0', () => {
    const { document, notes } = parseLink('#lab=0&ctr=0.5&models=dcn-v2&page=evaluation')
    expect(notes).toEqual([])
    expect(document.world.baseRate).toBe(0.005)
    expect(document.lanes.map((lane) => lane.model)).toEqual(['dcn-v2'])
    expect(document.view.step).toBe('evaluation')
  })

  it('parseLink of a newer version says so and keeps what it knows', () => {
    const { document, notes } = parseLink('#lab=2&seed=9&hologram=on')
    expect(document.seed).toBe(9)
    expect(notes).toEqual([expect.stringContaining('newer Skewlab')])
  })

  it('no knob of the world takes a key that the link needs itself', () => {
    const own = ['lab', 'scenario', 'world', 'models', 'hide', 'lock', 'task', 'presenter', 'page']
    const flat = sections.filter(({ id, isFlat }: Section) => isFlat && id !== 'world')
    const reserved = [...own, ...flat.flatMap((section) => Object.keys(section.knobs(scenario)))]
    for (const dataset of datasets)
      expect(Object.keys(dataset.knobs).filter((id) => reserved.includes(id) || id.includes('.'))).toEqual([])
  })

  it('a link that needs more than MAX_LINK characters is possible, so a file must be offered', () => {
    const { document } = parseDocument({ teach: { task: 'ß'.repeat(600) } })
    expect(formatLink(document).length).toBeGreaterThan(MAX_LINK)
    expect(parseLink(formatLink(document)).document).toEqual(document)
  })
})
