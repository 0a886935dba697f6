import type { Component } from 'svelte'
import type { Scenario } from '../scenarios/scenario.ts'
import { loadWith } from '../views/loading.ts'
import { data } from './data/step.ts'
import { decisions } from './decisions/step.ts'
import { evaluation } from './evaluation/step.ts'
import { models } from './models/step.ts'
import { operation } from './operation/step.ts'
import type { Step, Work } from './step.ts'

/** Every page, in the order of the spine. */
export const steps: readonly Step[] = [data, models, evaluation, decisions, operation]

/** The steps that a scenario has. */
export function stepsOf({ steps: ids }: Pick<Scenario, 'steps'>): readonly Step[] {
  return steps.filter(({ id }) => ids.includes(id))
}

/** The steps that a scenario has, in their groups; a group without one is left out. */
export function spineOf(scenario: Pick<Scenario, 'steps'>): readonly { name: Step['group']; steps: readonly Step[] }[] {
  const own = stepsOf(scenario)
  const names = [...new Set(own.map(({ group }) => group))]
  return names.map((name) => ({ name, steps: own.filter(({ group }) => group === name) }))
}

/** @throws one line where there is no such step */
export function stepOf(id: string): Step {
  const found = steps.find((step) => step.id === id)
  if (!found) throw new Error(`unknown step: ${id}; expected one of ${steps.map((step) => step.id).join(', ')}`)
  return found
}

/** Fetches a page with its pictures. Rejects where the page cannot be fetched; of a picture that cannot, its place says so. */
export async function openStep({ load, views }: Step): Promise<Component<Work>> {
  return (await loadWith(load, views)).default
}
