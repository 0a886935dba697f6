import { writeFileSync } from 'node:fs'
import { createLab } from '../core/lab.ts'
import type { ThresholdCurve } from '../core/metrics/curves/curve.ts'
import type { PartReading, PartReport, RunReport, RunSpec, TrainEvent } from '../core/training/run.ts'
import { modelOf } from '../core/models/index.ts'
import { defaultDocument } from '../scenarios/document.ts'
import { choiceOf, recipeOf } from '../scenarios/recipe.ts'
import { checked } from './bad-input.ts'
import { nodeHost } from './host.ts'
import { DEFAULT_ENGINE, trainedRun } from './training.ts'

/** Digits kept of every number: more than a picture shows. */
const DIGITS = 6
const EVERY = 3

/** `sim record FILE [scenario]`: trains a scenario's default lab and writes the recording that the page plays until Train is pressed. */
export async function recordRace(path: string, scenario: string | undefined): Promise<void> {
  const document = checked(() => defaultDocument(scenario))
  const recipe = recipeOf(document)
  const lab = createLab(nodeHost)
  const data = await lab.tables.prepare(recipe, choiceOf(document))
  const runs = []
  for (const { id, model, settings } of document.lanes) {
    const spec: RunSpec = { id, lane: id, model, settings, recipe, engine: DEFAULT_ENGINE }
    const events: TrainEvent[] = []
    const report = await trainedRun(lab, spec, document, (event) => events.push(event))
    const evaluations = events.flatMap((event) =>
      event.type === 'evaluation'
        ? [{ rowsSeen: event.rowsSeen, epoch: event.epoch, validation: event.validation }]
        : []
    )
    runs.push({ label: modelOf(model).label, spec, evaluations, report: recordedReport(report) })
  }
  const shown = { ...data, columns: [], sample: { columns: [], rows: [] } }
  const text = JSON.stringify({ data: shown, runs }, brief)
  checked(() => writeFileSync(path, `${text}\n`), `cannot write ${path}`)
}

/** The curves stand once, among the parts. */
function recordedReport(report: RunReport): Omit<RunReport, 'checkpoint' | 'curves'> {
  const { checkpoint: _weights, curves: _curves, value: _value, parts, ...rest } = report
  return {
    ...rest,
    parts: { validation: thinned(parts.validation), test: parts.test && thinned(parts.test) },
  }
}

function thinned({ labelled, expected, ...part }: PartReport): PartReport {
  const read = (reading: PartReading): PartReading => ({
    ...reading,
    curves: { ...reading.curves, thresholds: thinnedCurve(reading.curves.thresholds) },
  })
  return { ...part, labelled: read(labelled), expected: expected && read(expected) }
}

/** Every third point and the last: as many as a picture shows. */
function thinnedCurve(curve: ThresholdCurve): ThresholdCurve {
  const isKept = (_: number, i: number): boolean => i % EVERY === 0 || i === curve.thresholds.length - 1
  return {
    ...curve,
    thresholds: curve.thresholds.filter(isKept),
    truePositives: curve.truePositives.filter(isKept),
    falsePositives: curve.falsePositives.filter(isKept),
  }
}

function brief(_key: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array)
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(DIGITS)) : value
}
