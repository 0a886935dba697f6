import { vi } from 'vitest'
import type { WindowSpec } from '../../../src/core/lab.ts'
import type { Checkpoint, RunReport, RunSpec } from '../../../src/core/training/run.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'
import { openParts } from '../../../src/state/parts.ts'
import { TrafficState } from '../../../src/state/traffic.svelte.ts'
import type { LabMessage } from '../../../workers/lab.api.ts'
import { FakeWorker } from '../../bridge/fake-worker.ts'
import { finishedRun } from '../labs/finished-run.ts'

export const END = 30 * 86_400
export const WINDOW = 86_400 / 4
export const document = defaultDocument('ad-ctr')
export const recipe = recipeOf(document)

export const own = (id: string, laneIndex: 0 | 1 = 0) => finishedRun(laneIndex, { id, recipe })

interface Training {
  readonly spec: RunSpec
  readonly from: Checkpoint | undefined
  end(report: RunReport): void
}

/** The parts of a lab whose workers are fakes: they answer at once, but for the windows that are held and for trainings. */
export function liveParts() {
  const workers: { readonly name: string; readonly fake: FakeWorker<LabMessage> }[] = []
  const asked: { readonly id: string; readonly from: number }[] = []
  const restored: string[] = []
  const trainings: Training[] = []
  const held = new Set<string>()
  const api = {
    runs: {
      train: (spec: RunSpec, { from }: { from?: Checkpoint }) =>
        new Promise<RunReport>((end) => trainings.push({ spec, from, end })),
      restore: async ({ id }: RunSpec) => void restored.push(id),
      release: async () => undefined,
      command: async () => undefined,
      watch: async (id: string, { from, to }: WindowSpec) => {
        asked.push({ id, from })
        if (held.has(id)) await new Promise(() => undefined)
        return { from, to }
      },
    },
    tables: {
      end: async () => END,
      recent: async () => ({ ...recipe, purpose: 'retraining', range: { from: 10, to: 110 } }),
    },
  }
  vi.stubGlobal('Worker', function (_url: URL, { name }: { name: string }) {
    const fake = new FakeWorker<LabMessage>(api as never)
    workers.push({ name, fake })
    return fake
  })
  const parts = openParts()
  const traffic = new TrafficState(parts, () => document)
  return {
    ...{ parts, traffic, workers, restored, trainings, held },
    /** The starts of the windows that a model was asked for. */
    askedOf: (id: string) => asked.filter((one) => one.id === id).map(({ from }) => from),
    /** The starts of the windows that count, lane by lane. */
    counted: () => traffic.windows.map(({ reports }) => reports.map(({ from }) => from)),
    /** Ends the worker that a lane has now, as the browser does where memory runs out. */
    lose(name: string): void {
      workers.findLast((worker) => worker.name === name)?.fake.fail('out of memory')
    },
    lane: (name: string) => workers.filter((worker) => worker.name === name).length,
    async step(): Promise<void> {
      const before = traffic.time
      traffic.step()
      await vi.waitFor(() => {
        if (traffic.problem === null && traffic.time === before) throw new Error('the window is not over')
      })
    },
  }
}
