import { describe, expect, it } from 'vitest'
import type { Knob, Setting } from '../../src/core/kernel/knobs.ts'
import { datasetOf } from '../../datasets/index.ts'
import { rowFields, rowSettings } from '../../src/core/training/row-settings.ts'
import { changedLab } from '../../src/headless/settings.ts'
import { stepOf } from '../../src/labs/steps.ts'
import { defaultDocument, parseDocument } from '../../src/scenarios/document.ts'
import { formatLink, parseLink } from '../../src/scenarios/link.ts'
import { savedLab } from '../../src/scenarios/saved-lab.ts'
import { sections } from '../../src/scenarios/sections/index.ts'
import { knobsOf, nameOf, sectionsOf, whyLacking } from '../../src/scenarios/sections/of-scenario.ts'
import type { Section } from '../../src/scenarios/sections/section.ts'
import { readSection } from '../../src/scenarios/sections/reading.ts'
import { changedIn, settingsIn, withSetting } from '../../src/scenarios/sections/settings.ts'
import { scenarios } from '../../src/scenarios/stories/index.ts'

/** A setting that is not the default, of a knob that has more than one. */
function otherThan(knob: Knob): Setting {
  if (knob.type === 'switch') return !knob.default
  if (knob.type === 'choice') return (knob.options.find(({ value }) => value !== knob.default) ?? knob.options[0]).value
  return knob.default === knob.min ? knob.max : knob.min
}

const cases = scenarios.flatMap((scenario) =>
  sections.map((section: Section) => ({ section, scenario, name: `${section.id} of ${scenario.id}` }))
)
const here = cases.filter(({ section, scenario }) => whyLacking(section, scenario) === null)
const lacking = cases.filter((one) => !here.includes(one))

describe.each(scenarios)('rows of $id', ({ dataset, ...scenario }) => {
  const ofRows = sections.filter((section: Section) => section.recipe) as readonly Section[]

  it('follow from a section a field of their recipe, by the knobs that the core keys them by', () => {
    expect(ofRows.map(({ recipe }) => recipe).sort()).toEqual([...rowFields].sort())
    for (const section of ofRows)
      expect(section.knobs({ dataset, ...scenario })).toEqual(rowSettings[section.recipe!].knobs(datasetOf(dataset)))
  })

  it('have no two knobs of one name', () => {
    const ids = ofRows.flatMap((section) => Object.keys(section.knobs({ dataset, ...scenario })))
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe.each(here)('section $name', ({ section, scenario }) => {
  const knobs = Object.entries(section.knobs(scenario))

  it('is of a step that is there, and says of every knob what it is', () => {
    if (section.step !== null) expect(stepOf(section.step).id).toBe(section.step)
    expect(section.label).toMatch(/^[A-Z]/)
    for (const [id, knob] of knobs) expect([id, knob.label, knob.help].every((text) => text !== '')).toBe(true)
  })

  it('comes back from a link and from a file, every knob changed, without a note', () => {
    for (const [id, knob] of knobs) {
      const document = withSetting(defaultDocument(scenario.id), section, id, otherThan(knob))
      expect(settingsIn(document, section)[id]).toBe(otherThan(knob))
      expect(parseLink(formatLink(document))).toEqual({ document, notes: [] })
      expect(parseDocument(JSON.parse(savedLab(document)))).toEqual({ document, notes: [] })
    }
  })

  it('takes every knob from --set by its name in a link, and by its section', () => {
    for (const [id, knob] of knobs) {
      const lab = defaultDocument(scenario.id)
      const wanted = withSetting(lab, section, id, otherThan(knob))
      for (const name of [nameOf(section, id), `${section.id}.${id}`])
        expect(changedLab(lab, { set: [`${name}=${otherThan(knob)}`] })).toEqual(wanted)
    }
  })

  it('names what was changed', () => {
    const lab = defaultDocument(scenario.id)
    expect(Object.keys(changedIn(lab, section))).toEqual([])
    const [id, knob] = knobs.find(([, knob]) => otherThan(knob) !== knob.default)!
    expect(Object.keys(changedIn(withSetting(lab, section, id, otherThan(knob)), section))).toEqual([id])
  })

  it('refuses a setting that is not there, or says what was meant', () => {
    const [id] = knobs[0]
    const set = (name: string) => () => changedLab(defaultDocument(scenario.id), { set: [`${name}=1`] })
    expect(set(`${section.id}.hologram`)).toThrow(/^unknown setting: /)
    expect(set(`${section.id}.${id}x`)).toThrow(/did you mean/)
  })
})

it.each(lacking)('section $name is neither written nor set, and its absence has a reason', ({ section, scenario }) => {
  const lab = defaultDocument(scenario.id)
  const [id, knob] = Object.entries(section.knobs(scenario)).find(([, knob]) => otherThan(knob) !== knob.default)!
  const asked = otherThan(knob)
  expect(sectionsOf(scenario)).not.toContain(section)
  expect(knobsOf(section, scenario)).toEqual({})
  expect(() => changedLab(lab, { set: [`${section.id}.${id}=${asked}`] })).toThrow(/ cannot be set: /)
  const { document, notes } = parseDocument({ ...lab, [section.id]: { ...settingsIn(lab, section), [id]: asked } })
  expect(document).toEqual(lab)
  expect(notes).toEqual([expect.stringContaining(whyLacking(section, scenario)!)])
})

it('readSection reads a knob by its older name', () => {
  const notes: string[] = []
  const renamed: Section = { ...sections[3], renamed: { reviewers: 'capacity' } }
  expect(readSection(renamed, scenarios[0], { reviewers: 7 }, notes)).toMatchObject({ capacity: 7 })
  expect(notes).toEqual([])
})
