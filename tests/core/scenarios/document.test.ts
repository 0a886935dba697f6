import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultDocument, parseDocument } from '../../../src/scenarios/document.ts'

describe('parseDocument', () => {
  it('parseDocument(JSON of a lab) is the same lab, without a note', () => {
    const document = defaultDocument()
    expect(parseDocument(JSON.parse(JSON.stringify(document)))).toEqual({ document, notes: [] })
  })

  it('parseDocument(anything) never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, maxDepth: 4 }), (raw) => {
        expect(parseDocument(raw).document.version).toBe(1)
      }),
      { seed: 4, numRuns: 500 }
    )
  })

  it('parseDocument(anything in the right places) never throws', () => {
    const anything = fc.anything({ maxDepth: 2 })
    const raw = fc.record({
      version: fc.constantFrom(0, 1, 2, 99),
      seed: anything,
      world: fc.oneof(anything, fc.dictionary(fc.constantFrom('baseRate', 'rows', '__proto__'), anything)),
      models: anything,
      lanes: fc.oneof(
        anything,
        fc.array(fc.record({ id: anything, model: fc.constantFrom('dcn-v2', 'x'), settings: anything }))
      ),
      view: anything,
      teach: fc.record({ hide: fc.array(anything), lock: anything, task: anything, presenter: anything }),
    })
    fc.assert(
      fc.property(raw, (lab) => {
        const { document } = parseDocument(lab)
        expect(document.lanes.length).toBeGreaterThan(0)
        expect(new Set(document.lanes.map((lane) => lane.id)).size).toBe(document.lanes.length)
      }),
      { seed: 5, numRuns: 500 }
    )
  })

  it.each([[null], [3], ['lab'], [[]], [{ version: 'one' }], [{ version: -1 }]])(
    'parseDocument(%j) is the default lab with a plain sentence',
    (raw) => {
      const { document, notes } = parseDocument(raw)
      expect(document).toEqual(defaultDocument())
      expect(notes).toEqual(['This is not a Skewlab lab, so here is the default one.'])
    }
  )

  it('parseDocument survives a lab five thousand levels deep', () => {
    const deep = JSON.parse(`{"version":1,"world":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`)
    expect(parseDocument(deep).document).toEqual(defaultDocument())
  })

  it('parseDocument reads version 0: base rate in per cent, models without settings, a page', () => {
    const { document, notes } = parseDocument({
      version: 0,
      world: { ctr: 1 },
      models: ['logistic'],
      view: { page: 'data' },
    })
    expect(notes).toEqual([])
    expect(document.world.baseRate).toBe(0.01)
    expect(document.lanes).toEqual([expect.objectContaining({ id: 'logistic', model: 'logistic' })])
    expect(document.view.step).toBe('data')
  })

  it('parseDocument leaves out models that are not here, and says which', () => {
    const { document, notes } = parseDocument({ lanes: [{ model: 'gpt' }, { model: 'logistic' }] })
    expect(document.lanes.map((lane) => lane.model)).toEqual(['logistic'])
    expect(notes).toEqual(['There is no model gpt here; it is left out.'])
  })

  it('parseDocument lets four race and says that the rest is left out', () => {
    const { document, notes } = parseDocument({ lanes: Array.from({ length: 6 }, () => ({ model: 'logistic' })) })
    expect(document.lanes.map((lane) => lane.id)).toEqual(['logistic', 'logistic-2', 'logistic-3', 'logistic-4'])
    expect(notes).toEqual(['Up to 4 models race at once; the rest is left out.'])
  })

  it('parseDocument notes another version of the world', () => {
    expect(parseDocument({ worldVersion: 999 }).notes).toEqual([
      expect.stringContaining('another version of this world'),
    ])
  })
})
