import { DAY } from '../../../src/core/kernel/time.ts'
import type { WindowReport } from '../../../src/core/lab.ts'
import type { Drift } from '../../../src/core/drift/kinds/kind.ts'
import { createLab } from '../../../src/core/lab.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { choiceOf, recipeOf } from '../../../src/scenarios/recipe.ts'
import type { Evidence, Preset } from '../../../src/scenarios/scenario.ts'
import { openedLab, trainedLanes, type Turn } from './played.ts'

const WINDOW = DAY / 4
const REFERENCE_DAYS = 3

/** How many days of traffic flow before the drift, from it to a retraining, and after that; 0 days retrain nothing. */
export interface Course {
  readonly before: number
  readonly hurt: number
  readonly after: number
  /** Days retrained on. */
  readonly days: number
}

/** A story of live traffic as its reader would live it: train, let traffic flow, inject the drift, retrain. */
export async function lived(scenario: string, preset: Preset, course: Course, turn: Turn = {}): Promise<Evidence> {
  const document = openedLab(scenario, preset, turn)
  const lab = createLab(nodeHost)
  const recipe = recipeOf(document)
  const runs = await trainedLanes(document, lab)
  const windows: WindowReport[][] = runs.map(() => [])
  let time = await lab.tables.end(recipe)
  let reference = { from: time - REFERENCE_DAYS * DAY, to: time }
  let drifts: readonly Drift[] = []
  const flow = async (days: number): Promise<void> => {
    for (let left = days; left > 0; left -= WINDOW / DAY) {
      const options = choiceOf(document)
      const span = { recipe, from: time, to: time + WINDOW, drifts, reference, options }
      for (const [i, { id }] of document.lanes.entries()) windows[i].push(await lab.runs.watch(id, span))
      time += WINDOW
    }
  }
  await flow(course.before)
  const driftTimes = [time]
  drifts = [{ ...preset.drift!, start: time }]
  await flow(course.hurt)
  const retrainTimes: number[] = []
  if (course.days > 0) {
    const from = time - course.days * DAY
    await trainedLanes(document, lab, await lab.tables.recent(recipe, { from, to: time, drifts }))
    reference = { from: Math.max(from, time - REFERENCE_DAYS * DAY), to: time }
    retrainTimes.push(time)
    await flow(course.after)
  }
  return { runs, windows, driftTimes, retrainTimes, threshold: null, prevalence: null }
}
