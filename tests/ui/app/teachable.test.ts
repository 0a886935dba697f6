import { describe, expect, it } from 'vitest'
import { teachablesOf } from '../../../src/app/teachable.ts'
import { defaultDocument, parseDocument } from '../../../src/scenarios/document.ts'
import { nameOf, sectionsOf } from '../../../src/scenarios/sections/of-scenario.ts'
import { scenarioOf, scenarios } from '../../../src/scenarios/stories/index.ts'
import { laneLabel } from '../../../src/state/entrant.ts'
import { allViews } from '../../../src/views/loading.ts'

const views = await allViews()

describe.each(scenarios)('teachablesOf($id)', ({ id }) => {
  const items = teachablesOf(defaultDocument(id), views).flatMap((group) => group.items)
  const ids = items.map((item) => item.id)

  it('gives every control and picture an id of its own', () => {
    expect(ids.filter((one, place) => ids.indexOf(one) !== place)).toEqual([])
  })

  it('names the settings of each model by its label', () => {
    const titles = teachablesOf(defaultDocument(id), views).map((group) => group.title)
    const labels = defaultDocument(id).lanes.map(laneLabel)
    expect(labels.length).toBeGreaterThan(1)
    expect(titles).toEqual(expect.arrayContaining(labels))
  })

  it('names every knob of every section, as a link does', () => {
    const scenario = scenarioOf(id)
    const names = sectionsOf(scenario).flatMap((section) =>
      Object.keys(section.knobs(scenario))
        .filter((knob) => !section.untaught?.includes(knob))
        .map((knob) => nameOf(section, knob))
    )
    expect(names).toContain('decision.capacity')
    expect(names.filter((name) => !items.some((item) => item.id === name && item.canLock))).toEqual([])
  })

  it('names every picture', () => {
    expect(views.filter((view) => !ids.includes(view.id))).toEqual([])
  })

  it('has ids that survive a link', () => {
    const { document } = parseDocument({ teach: { hide: ids } })
    expect(document.teach.hide).toEqual(ids)
  })
})
