import { shownCount } from '../core/kernel/words.ts'
import type { DataSummary } from '../core/lab.ts'
import { metricById, usualMetrics } from '../core/metrics/index.ts'
import { keyOf } from '../core/metrics/metric.ts'
import type { LabReport } from '../core/report/lab-report.ts'
import { summaryOf } from '../core/report/summary.ts'
import { valueLines } from '../core/report/value-lines.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { choiceOf } from '../scenarios/recipe.ts'
import { scenarioOf } from '../scenarios/stories/index.ts'
import { tableLines } from './table-lines.ts'

/** A run's report for a person: what it was on, and a table with a row a model. */
export function summary(document: LabDocument, data: DataSummary, report: LabReport): string {
  const asked = [...new Set([...usualMetrics, document.view.metric, ...scenarioOf(document.scenario).metrics])]
  const keys = asked.map((id) => keyOf(metricById(id), choiceOf(document)))
  const { columns, rows, notes } = summaryOf(report, keys)
  const table = tableLines([columns, ...rows], { rightFrom: 1 })
  return `${[headline(document, data), ...table, ...notes, ...valueLines(report.models, report.valueDifferences)].join('\n')}\n`
}

function headline({ scenario, seed, file }: LabDocument, { rows, baseRate, imported }: DataSummary): string {
  const label = imported ? `, ${imported.label.column} = ${imported.label.positive}` : ''
  const parts = `${shownCount(rows.train)} training rows, ${shownCount(rows.test)} test rows`
  return `${file?.name ?? scenario}${label}, seed ${seed}: ${parts}, base rate ${baseRate.test.toPrecision(3)}`
}
