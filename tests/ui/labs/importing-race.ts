import { readFileSync } from 'node:fs'
import { vi } from 'vitest'
import type { ColumnPlan, ImportPlan } from '../../../datasets/imports/plan.ts'
import { addressOf } from '../../../src/app/address.ts'
import type { ColumnSummary, DataSummary } from '../../../src/core/lab.ts'
import type { Checkpoint, RunReport, RunSpec } from '../../../src/core/training/run.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'
import { data } from '../views/sample.ts'
import { rewound, treesRun } from './trees-run.ts'

const golden = JSON.parse(readFileSync('tests/goldens/xgboost-models.json', 'utf8')).cases[0].model
const { report } = treesRun()
export const [first, second] = data.columns.filter(({ kind }) => kind === 'numeric').map(({ id }) => id)

/** The golden's trees, on features of these names. */
export function file(
  names: readonly string[] = [`n_${first}`, 'unasked', 'never', second, 'no'],
  name = 'model.json'
): File {
  const learner = { ...golden.learner, feature_names: names }
  const text = JSON.stringify({ ...golden, learner })
  return Object.assign(new File([text], name), { text: async () => text })
}

/** A race whose workers answer at once; what was restored and rewound. */
export function states() {
  window.history.replaceState(null, '', '#lab=1')
  const lab = new LabState(addressOf(window))
  const parts = openParts()
  const restored: { spec: RunSpec; checkpoint: Checkpoint }[] = []
  const wound: number[] = []
  const runs = {
    restore: async (spec: RunSpec, checkpoint: Checkpoint) => void restored.push({ spec, checkpoint }),
    rewind: async (id: string, rounds: number, ending: RunReport['ending']): Promise<RunReport> => {
      wound.push(rounds)
      const { checkpoint } = restored[restored.length - 1]
      return { ...rewound(report as RunReport, rounds), id, ending, checkpoint, rowsSeen: 3, bestRowsSeen: rounds }
    },
  }
  const callAgain = (work: (lab: unknown) => unknown) => work({ runs })
  vi.spyOn(parts.pool, 'trainerAt').mockReturnValue({ callAgain } as never)
  vi.spyOn(parts.tables, 'describe').mockResolvedValue(data)
  return { lab, parts, restored, wound }
}

/** Models on files of people's own, and the page that has such a file. */
const files = JSON.parse(readFileSync('tests/goldens/xgboost-files.json', 'utf8')) as { name: string; model: object }[]

export function goldenFile(name: string, change: (text: string) => string = (text) => text): File {
  const model = files.find((one) => one.name === name)?.model
  const text = change(JSON.stringify(model).replaceAll('"NaN"', 'NaN'))
  return Object.assign(new File([text], 'model.json'), { text: async () => text })
}

export function onFile(columns: readonly Partial<ColumnSummary>[], plans: readonly Partial<ColumnPlan>[] = []) {
  const all = states()
  const plan = {
    columns: plans.map((one) => ({ role: 'feature', type: 'numeric', missing: [], ...one })),
  } as unknown as ImportPlan
  const datafile = { name: 'rows.csv', fingerprint: '1', blob: new Blob([]), plan }
  const document = { ...defaultDocument('own-data'), file: datafile }
  const whole = columns.map((one) => ({
    label: one.id,
    help: '',
    missing: 0,
    kind: 'numeric',
    held: 'numbers',
    ...one,
  }))
  const summary = { ...data, columns: whole, positions: [] } as DataSummary
  vi.spyOn(all.parts.tables, 'describe').mockResolvedValue(summary)
  all.lab.open({ document, notes: [] })
  return all
}

export const segment = {
  id: 'segment',
  kind: 'categorical',
  held: 'texts',
  cardinality: 3,
  values: ['red', 'green', 'blue'],
} as const
export const device = {
  id: 'device',
  kind: 'categorical',
  held: 'numbers',
  cardinality: 6,
  numbers: Float32Array.of(5, 4, 3, 2, 1, 0),
} as const
