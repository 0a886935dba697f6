import { assumptionsIn } from '../../datasets/own-data/stored-plan.ts'
import { createLab } from '../core/lab.ts'
import { withReach } from '../core/ceiling/reach.ts'
import type { RunReport, RunSpec } from '../core/training/run.ts'
import { choiceOf, recipeOf } from '../scenarios/recipe.ts'
import { savedLab } from '../scenarios/saved-lab.ts'
import { askedLab } from './asked-lab.ts'
import { checkedCall } from './bad-input.ts'
import type { FileFlags } from './file-flags.ts'
import { nodeHost } from './host.ts'
import { nodeThreads } from './kernel-threads.ts'
import { makeFolder, writeInto } from './output.ts'
import { predictionLines } from './predictions.ts'
import { progressOn } from './progress.ts'
import { assumedLines, importedLines, warningLines } from '../core/report/data-lines.ts'
import { reportOf } from '../core/report/lab-report.ts'
import type { RedrawnValues } from '../core/report/value-sureness.ts'
import { runLines } from '../core/report/run-lines.ts'
import { scoredByLine } from '../core/report/scored-by.ts'
import { redrawnValues } from './redrawn-values.ts'
import type { Changes } from './settings.ts'
import { summary } from './summary.ts'
import { threadsOf } from './threads.ts'
import { chosenEngine, progressOf, trainedRun } from './training.ts'

const NO_TRUTH = 'note: --ceiling does nothing here: the true probabilities of these rows are not known'

export interface RunFlags extends Changes, FileFlags {
  readonly threads?: string
  readonly out?: string
  readonly json?: boolean
  /** Works out what the columns can reach where it is not known. */
  readonly ceiling?: boolean
}

/** `sim run`: trains every entrant in turn and reports, as JSON lines or as a table. */
export async function runLab(name: string | undefined, flags: RunFlags): Promise<void> {
  const { out, json } = flags
  const threads = threadsOf(flags.threads)
  // Events that scroll by on the same terminal say as much.
  const progress = progressOn(process.stderr, process.env, json && process.stdout.isTTY)
  const { document, notes } = await askedLab(name, flags)
  const lab = createLab({
    ...nodeHost,
    threads: nodeThreads(process.argv[1], threads),
    reading: ({ done, of, rows }) =>
      progress.say(`reading: ${Math.floor((100 * done) / of)} %, ${rows.toLocaleString('en-US')} rows`),
    reaching: (rows, share) =>
      progress.say(`ceiling: fitting on ${rows.toLocaleString('en-US')} rows, ${Math.floor(100 * share)} %`),
  })
  const { why, ...engines } = await chosenEngine(lab, flags.engine === 'auto' ? 'auto' : document.engine, flags.engine)
  const recipe = recipeOf(document)
  if (why !== null) process.stderr.write(`${why}\n`)
  progress.say(`${document.file?.name ?? document.scenario}: reading rows`)
  const prepared = await checkedCall(() => lab.tables.prepare(recipe, choiceOf(document))).finally(progress.clear)
  const isLacking = prepared.test?.ceiling && !prepared.test.columns
  const data =
    flags.ceiling && isLacking
      ? withReach(
          prepared,
          await checkedCall(() => lab.tables.columnCeiling(recipe, choiceOf(document))).finally(progress.clear)
        )
      : prepared
  if (out) makeFolder(out)
  const idle = flags.ceiling && prepared.test && !prepared.test.ceiling ? [NO_TRUTH] : []
  for (const line of [
    ...notes,
    ...idle,
    ...(document.file ? assumedLines(assumptionsIn(document.file)) : []),
    ...importedLines(data),
  ])
    process.stderr.write(`${line}\n`)

  const tell = (event: object): void => {
    if (json) process.stdout.write(`${JSON.stringify(event)}\n`)
  }
  const reports: [string, RunReport][] = []
  const redrawn: [string, RedrawnValues][] = []
  for (const lane of document.lanes) {
    const spec: RunSpec = { id: lane.id, lane: lane.id, model: lane.model, settings: lane.settings, recipe, ...engines }
    const report = await checkedCall(() =>
      trainedRun(lab, spec, document, (event) => {
        const words = progressOf(event)
        if (words !== null) progress.say(`${lane.id}: ${words}`)
        tell({ lane: lane.id, ...event })
      })
    ).finally(progress.clear)
    process.stderr.write(scoredByLine(lane, report))
    if (out)
      writeInto(
        out,
        `predictions-${lane.id}.csv`,
        predictionLines(await lab.questions.ask(lane.id, 'predict', { part: 'test' }))
      )
    for (const line of runLines(lane, report, data)) process.stderr.write(`${line}\n`)
    if (report.value?.test) redrawn.push([lane.id, await redrawnValues(lab, lane.id, document)])
    reports.push([lane.id, report])
  }
  // After training: rows that no model can learn from are refused in one line.
  for (const line of warningLines(data)) process.stderr.write(`${line}\n`)
  const whole = reportOf(document, data, reports, await checkedCall(() => lab.tables.audit(recipe)), redrawn)
  if (out) {
    writeInto(out, 'report.json', `${JSON.stringify(whole, null, 2)}\n`)
    writeInto(out, 'lab.json', savedLab(document))
  }
  if (json) tell(whole)
  else process.stdout.write(summary(document, data, whole))
}
