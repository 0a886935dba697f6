import { createLab, type ColumnCeiling, type DataSummary } from '../core/lab.ts'
import { metricById, usualMetrics } from '../core/metrics/index.ts'
import { keyOf, type Measured } from '../core/metrics/metric.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { choiceOf, recipeOf } from '../scenarios/recipe.ts'
import { scenarioOf } from '../scenarios/stories/index.ts'
import { askedLab } from './asked-lab.ts'
import { BadInput, checkedCall } from './bad-input.ts'
import { nodeHost } from './host.ts'
import { nodeThreads } from './kernel-threads.ts'
import { progressOn } from './progress.ts'
import { ceilingReportOf } from '../core/report/lab-report.ts'
import { reachSentence, reachWords } from '../core/report/limit-words.ts'
import type { Changes } from './settings.ts'
import { tableLines } from './table-lines.ts'
import { threadsOf } from './threads.ts'

export interface CeilingFlags extends Changes {
  readonly threads?: string
  readonly json?: boolean
  /** Rows of the largest fit. */
  readonly most?: string
}

/** @throws one line where it is no number of rows that a fit can have */
export function mostRowsOf(asked: string | undefined): number | undefined {
  if (asked === undefined) return undefined
  const rows = Number(asked)
  if (!Number.isInteger(rows) || rows < 1_000 || rows > 5_000_000)
    throw new BadInput(`invalid most: ${asked}; expected a whole number from 1000 to 5000000`)
  return rows
}

/** `sim ceiling`: what the world knows and what these columns can reach, on test rows. */
export async function tellCeiling(name: string | undefined, flags: CeilingFlags): Promise<void> {
  const { json } = flags
  const { document } = await askedLab(name, flags)
  if (document.file) throw new BadInput('no best possible value: the true probabilities of a file are not known')
  const progress = progressOn(process.stderr, process.env, json && process.stdout.isTTY)
  const tell = (event: object): void => {
    if (json) process.stdout.write(`${JSON.stringify(event)}\n`)
  }
  let before = 0
  const lab = createLab({
    ...nodeHost,
    threads: nodeThreads(process.argv[1], threadsOf(flags.threads)),
    reaching(rows, share) {
      progress.say(`fitting on the truth of ${rows.toLocaleString('en-US')} rows, ${Math.floor(100 * share)} %`)
      if (rows !== before) tell({ type: 'fit', rows })
      before = rows
    },
  })
  const recipe = recipeOf(document)
  const choice = choiceOf(document)
  const ceiling = await checkedCall(() =>
    lab.tables.columnCeiling(
      recipe,
      choice,
      flags.most === undefined ? undefined : { mostRows: mostRowsOf(flags.most) }
    )
  ).finally(progress.clear)
  const data = await lab.tables.prepare(recipe, choice)
  if (json) tell(ceilingReportOf(document, data))
  else process.stdout.write(tableOf(document, data, ceiling))
}

function tableOf(document: LabDocument, { test }: DataSummary, { rows, settled }: ColumnCeiling): string {
  const keys = [...new Set([...usualMetrics, ...scenarioOf(document.scenario).metrics])]
    .map((id) => keyOf(metricById(id), choiceOf(document)))
    .filter((key) => test?.ceiling?.expected[key] != null)
  const row = (words: string, measured: Measured | null | undefined) => [
    words,
    ...keys.map((key) => measured?.expected[key]?.toFixed(4) ?? 'n/a'),
  ]
  const table = [
    ['expected, on test', ...keys],
    row('what the world knows', test?.ceiling),
    row(reachWords({ rows, settled: true }), test?.columns?.measured),
    row('guessing', test?.trivial),
  ]
  return `${[...tableLines(table, { rightFrom: 1 }), reachSentence({ rows, settled })].join('\n')}\n`
}
