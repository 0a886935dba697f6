import { shownCount } from '../../datasets/imports/limits.ts'
import type { DataSummary } from '../core/lab.ts'
import { gainOf } from '../core/metrics/better.ts'
import { metricOf, metricOfKey, usualMetrics } from '../core/metrics/index.ts'
import { keyOf } from '../core/metrics/metric.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { choiceOf } from '../scenarios/recipe.ts'
import { scenarioOf } from '../scenarios/stories/index.ts'
import { GAP } from './report-ceiling.ts'
import type { reportOf } from './report.ts'
import { tableLines } from './table-lines.ts'
import { valueLines } from './value-lines.ts'

/** A run's report for a person: what it was on, and a table with a row a model. */
export function summary(document: LabDocument, data: DataSummary, report: ReturnType<typeof reportOf>): string {
  const keys = [...new Set([...usualMetrics, document.view.metric, ...scenarioOf(document.scenario).metrics])]
    .map((id) => keyOf(metricOf(id), choiceOf(document)))
    .filter((key) => Object.values(report.models).some(({ metrics }) => metrics[key] != null))
  const row = (name: string, values: Readonly<Record<string, number | null>>, more = ''): string[] => [
    name,
    ...keys.map((key) => values[key]?.toFixed(4) ?? 'n/a'),
    more,
  ]
  const models = Object.entries(report.models)
  const hasGaps = models.some(([, { gapClosed }]) => gapClosed !== null)
  const rows = [
    ['', ...keys, hasGaps ? 'gap closed *' : ''],
    ...models.map(([id, { metrics, gapClosed }]) =>
      row(id, metrics, gapClosed === null ? '' : `${(100 * gapClosed).toFixed(0)} %`)
    ),
    ...(report.ceiling ? [row('what the world knows', report.ceiling.metrics)] : []),
    ...(report.ceiling?.columns ? [row(reachWords(report.ceiling.columns), report.ceiling.columns.metrics)] : []),
  ]
  const notes = [
    ...(hasGaps ? [`* ${GAP}`] : []),
    ...(isLucky(report.ceiling, keys) ? [LUCK] : []),
    ...(report.ceiling?.columnsMissing ? [`gap closed: n/a; ${report.ceiling.columnsMissing}`] : []),
  ]
  return `${[headline(document, data), ...tableLines(rows, { rightFrom: 1 }), ...notes, ...valueLines(report.models)].join('\n')}\n`
}

const LUCK =
  'What these columns can reach stands above what the world knows only by luck of the labels of test: in expectation (--json) it does not.'

/** Whether labels that fell put the estimate above the truth itself. */
function isLucky(ceiling: ReturnType<typeof reportOf>['ceiling'], keys: readonly string[]): boolean {
  const { metrics: world, columns } = ceiling ?? {}
  if (!world || !columns) return false
  return keys.some((key) => {
    const [known, reach] = [world[key], columns.metrics[key]]
    return known != null && reach != null && gainOf(metricOfKey(key).better, reach, known) > 0
  })
}

function reachWords({ rows, settled }: { readonly rows: number | null; readonly settled: boolean }): string {
  if (rows === null) return 'what these columns can reach'
  return `what these columns can reach at least${settled ? '' : ` (not settled at ${shownCount(rows)} rows)`}`
}

function headline({ scenario, seed, file }: LabDocument, { rows, baseRate, imported }: DataSummary): string {
  const label = imported ? `, ${imported.label.column} = ${imported.label.positive}` : ''
  const parts = `${shownCount(rows.train)} training rows, ${shownCount(rows.test)} test rows`
  return `${file?.name ?? scenario}${label}, seed ${seed}: ${parts}, base rate ${baseRate.test.toPrecision(3)}`
}
