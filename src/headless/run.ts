import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MOST_THREADS } from '../core/engines/fused/layout.ts'
import { createLab, type DataSummary, type Lab } from '../core/lab.ts'
import { commandQueue } from '../core/training/commands.ts'
import type { RunReport, RunSpec, TrainEvent } from '../core/training/run.ts'
import { metricOf } from '../core/metrics/index.ts'
import { keyOf } from '../core/metrics/metric.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { splitReason } from '../scenarios/file-split.ts'
import { choiceOf, recipeOf } from '../scenarios/recipe.ts'
import { scenarioOf } from '../scenarios/stories/index.ts'
import { changedLab, namedLab, readArguments } from './arguments.ts'
import { nodeHost } from './host.ts'
import { nodeThreads } from './kernel-threads.ts'
import { isOwnFile, ownFileOptions, ownLab } from './own-file.ts'
import { predictionLines } from './predictions.ts'
import { reportOf } from './report.ts'
import { BadInput, checkedCall } from './bad-input.ts'

/** The same bytes on every machine; `auto` measures instead. */
export const DEFAULT_ENGINE = 'fused'

/** `sim run`: trains every entrant in turn and reports, as JSON lines or as a table. */
export async function runLab(args: string[]): Promise<void> {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: {
      set: { type: 'string', multiple: true },
      seed: { type: 'string' },
      rows: { type: 'string' },
      models: { type: 'string' },
      engine: { type: 'string' },
      threads: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean' },
      ...ownFileOptions,
    },
  })
  const [name] = positionals
  const document = changedLab(isOwnFile(name) ? await ownLab(name, values) : namedLab(name), values)
  const lab = createLab({ ...nodeHost, threads: nodeThreads(process.argv[1], threadsOf(values.threads)) })
  const engine = await chosenEngine(lab, values.engine === 'auto' ? 'auto' : document.engine, values.engine)
  const recipe = recipeOf(document)
  const data = await checkedCall(() => lab.prepare(recipe, choiceOf(document)))
  const tell = (event: object): void => {
    if (values.json) process.stdout.write(`${JSON.stringify(event)}\n`)
  }
  if (values.out) mkdirSync(values.out, { recursive: true })
  const reports: [string, RunReport][] = []
  for (const lane of document.lanes) {
    const spec: RunSpec = { id: lane.id, lane: lane.id, model: lane.model, settings: lane.settings, recipe, engine }
    const report = await checkedCall(() =>
      trainedRun(lab, spec, document, (event) => tell({ lane: lane.id, ...event }))
    )
    if (values.out) {
      const path = join(values.out, `predictions-${lane.id}.csv`)
      writeFileSync(path, predictionLines(await lab.predict(lane.id)))
    }
    reports.push([lane.id, report])
  }
  for (const line of told(document, data, values.set ?? [])) process.stderr.write(`${line}\n`)
  const whole = reportOf(document, data, reports, await checkedCall(() => lab.audit(recipe)))
  if (values.out) writeFileSync(join(values.out, 'report.json'), `${JSON.stringify(whole, null, 2)}\n`)
  if (values.json) tell(whole)
  else process.stdout.write(summary(document, data, whole))
}

export async function trainedRun(
  lab: Lab,
  spec: RunSpec,
  document: LabDocument,
  onEvent: (event: TrainEvent) => void
): Promise<RunReport> {
  const training = lab.train(spec, { metrics: choiceOf(document), commands: commandQueue() })
  for (;;) {
    const next = await training.next()
    if (next.done) return next.value
    if (next.value.type !== 'checkpoint') onEvent(next.value)
  }
}

/** What was assumed of the rows, and what is wrong with them; what a flag has settled is not told. */
function told({ file }: LabDocument, { warnings = [] }: DataSummary, set: readonly string[]): string[] {
  const reason = file && !set.some((pair) => pair.startsWith('split=')) ? splitReason(file) : null
  return [...(reason ? [reason] : []), ...warnings.map(({ text }) => text)]
}

/** Undefined is one for each core. */
function threadsOf(asked: string | undefined): number | undefined {
  if (asked === undefined) return undefined
  const threads = Number(asked)
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS)
    throw new BadInput(`invalid threads: ${asked}; expected 1 to ${MOST_THREADS}`)
  return threads
}

async function chosenEngine(
  lab: Lab,
  wanted: LabDocument['engine'],
  asked: string | undefined
): Promise<RunSpec['engine']> {
  if (wanted !== 'auto') return wanted
  if (asked !== 'auto') return DEFAULT_ENGINE
  const { engines } = await import('../core/engines/index.ts')
  const { pickEngine } = await import('../core/engines/picker.ts')
  const readings = []
  for (const { id } of engines) readings.push(await lab.measure(id))
  return pickEngine(readings).id
}

function summary(document: LabDocument, data: DataSummary, report: ReturnType<typeof reportOf>): string {
  const lines = [
    `${report.scenario}, seed ${report.seed}: ${data.rows.train} training rows, ${data.rows.test} test rows, base rate ${report.baseRate.test.toPrecision(3)}`,
  ]
  const keys = [...new Set(['auc', 'prAuc', 'logLoss', ...scenarioOf(document.scenario).metrics])]
    .map((id) => keyOf(metricOf(id), choiceOf(document)))
    .filter((key) => Object.values(report.models).some(({ metrics }) => metrics[key] != null))
  const row = (name: string, values: Readonly<Record<string, number | null>>, more = ''): string =>
    `${name.padEnd(14)}${keys.map((key) => `${key} ${values[key]?.toFixed(4) ?? 'n/a'}`).join('  ')}${more}`
  for (const [id, model] of Object.entries(report.models))
    lines.push(
      row(id, model.metrics, model.gapClosed === null ? '' : `  gap closed ${(100 * model.gapClosed).toFixed(0)} %`)
    )
  if (report.ceiling) lines.push(row('best possible', report.ceiling.metrics))
  return `${lines.join('\n')}\n`
}
