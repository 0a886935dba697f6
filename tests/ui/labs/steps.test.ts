import { describe, expect, it } from 'vitest'
import { openStep, stepOf, steps, stepsOf } from '../../../src/labs/steps.ts'
import { scenarios } from '../../../src/scenarios/stories/index.ts'
import { views } from '../../../src/views/index.ts'
import { viewHere } from '../../../src/views/loading.ts'

describe.each(steps)('step $id', (step) => {
  it('is found by its id, which no other step has', () => {
    expect(stepOf(step.id)).toBe(step)
    expect(steps.filter(({ id }) => id === step.id)).toHaveLength(1)
  })

  it('belongs to a scenario, and lists pictures that exist, each once', () => {
    expect(scenarios.some(({ steps: ids }) => ids.includes(step.id))).toBe(true)
    expect(step.views.filter((id) => !(id in views))).toEqual([])
    expect(new Set(step.views).size).toBe(step.views.length)
  })

  it('is named by its id', () => {
    expect(step.label.toLowerCase()).toBe(step.id)
  })

  it('comes with its pictures', async () => {
    expect(await openStep(step)).toBeTypeOf('function')
    for (const id of step.views) expect(viewHere(id)?.view.id).toBe(id)
  })
})

describe.each(scenarios)('the spine of $id', (scenario) => {
  it('has the steps that it lists, in the order of the spine', () => {
    const spine = stepsOf(scenario).map(({ id }) => id)
    expect([...spine].sort()).toEqual([...scenario.steps].sort())
    expect(spine).toEqual(steps.map(({ id }) => id).filter((id) => spine.includes(id)))
  })
})

it('each picture has one home', () => {
  const placed = steps.flatMap(({ views: ids }) => ids)
  expect([...placed].sort()).toEqual(Object.keys(views).sort())
})

it('stepOf(unknown) throws a line with what is expected', () => {
  expect(() => stepOf('nowhere')).toThrow(/^unknown step: nowhere; expected one of data, models/)
})
