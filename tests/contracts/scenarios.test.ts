import { describe, expect, it } from 'vitest'
import { datasetOf } from '../../datasets/index.ts'
import { driftKindOf, usualDrift } from '../../src/core/drift/kinds/index.ts'
import { metrics } from '../../src/core/metrics/index.ts'
import { defaultDocument, parseDocument } from '../../src/scenarios/document.ts'
import { scenarios } from '../../src/scenarios/stories/index.ts'

const nothing = { runs: [], windows: [], driftTimes: [], retrainTimes: [], threshold: null, prevalence: null }

describe.each(scenarios)('scenario $id', (scenario) => {
  it('names a dataset and metrics that exist', () => {
    expect(datasetOf(scenario.dataset).id).toBe(scenario.dataset)
    const ids: string[] = metrics.map((metric) => metric.id)
    expect(scenario.metrics.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('names the drift that is injected first, of those that move its world', () => {
    const levers: readonly string[] = datasetOf(scenario.dataset).levers
    expect(scenario.drift !== undefined).toBe(levers.length > 0)
    if (scenario.drift !== undefined) expect(levers).toContain(driftKindOf(scenario.drift).lever)
    expect(defaultDocument(scenario.id).drift.kind).toBe(scenario.drift ?? usualDrift)
  })

  it('its default lab needs no correction', () => {
    expect(parseDocument(defaultDocument(scenario.id)).notes).toEqual([])
  })

  it('its presets have ids of their own', () => {
    expect(new Set(scenario.presets.map((preset) => preset.id)).size).toBe(scenario.presets.length)
  })

  describe.each(scenario.presets)(
    'preset $id',
    ({ id, world, split, lanes, drift, step, metric, reached, ...words }) => {
      const { document, notes } = parseDocument({
        scenario: scenario.id,
        world,
        split,
        lanes,
        drift,
        view: { step, metric },
      })

      it('is a lab as it stands', () => {
        expect(notes).toEqual([])
        expect(document.view.step).toBe(step)
        if (metric) expect(document.view.metric).toBe(metric)
        for (const [knob, value] of Object.entries(world)) expect(document.world[knob]).toBe(value)
      })

      it('draws from a world that exists', async () => {
        const dataset = datasetOf(scenario.dataset)
        const drawn = await dataset.create(document.world as Parameters<typeof dataset.create>[0], 1)
        expect(drawn.baseRate).toBeGreaterThan(0)
      })

      it('has not reached its goal before anything ran', () => {
        expect(reached?.(nothing) ?? false).toBe(false)
      })

      it('tells a story and sets a goal', () => {
        expect(words.story.length).toBeGreaterThan(60)
        expect(words.goal).toMatch(/\.$/)
        const [fewest, most] = words.restsOn.positives
        expect(most).toBeGreaterThan(0)
        expect(most).toBeGreaterThanOrEqual(fewest)
        expect(`${id} ${words.label}`).not.toMatch(/TODO/)
      })
    }
  )
})
