import { gainOf } from '../metrics/better.ts'
import { metricOfKey } from '../metrics/index.ts'
import type { MetricValues } from '../metrics/metric.ts'
import { GAP } from './ceiling.ts'
import type { LabReport } from './lab-report.ts'
import { reachWords } from './limit-words.ts'

/** A report as one table: a row a model and a row a ceiling, on the labels of test, and what is to be said beneath it. */
export interface Summary {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly notes: readonly string[]
}

const LUCK =
  'What these columns can reach stands above what the world knows only by luck of the labels of test: in expectation (--json) it does not.'

/** Of these metrics, by their keys. */
export function summaryOf(
  { models, ceiling }: Pick<LabReport, 'models' | 'ceiling'>,
  keys: readonly string[]
): Summary {
  const row = (name: string, values: MetricValues, more = ''): string[] => [
    name,
    ...keys.map((key) => values[key]?.toFixed(4) ?? 'n/a'),
    more,
  ]
  const hasGaps = Object.values(models).some(({ gapClosed }) => gapClosed !== null)
  return {
    columns: ['', ...keys, hasGaps ? 'gap closed *' : ''],
    rows: [
      ...Object.entries(models).map(([id, { metrics, gapClosed }]) =>
        row(id, metrics, gapClosed === null ? '' : `${(100 * gapClosed).toFixed(0)} %`)
      ),
      ...(ceiling ? [row('what the world knows', ceiling.metrics)] : []),
      ...(ceiling?.columns ? [row(reachWords(ceiling.columns), ceiling.columns.metrics)] : []),
    ],
    notes: [
      ...(hasGaps ? [`* ${GAP}`] : []),
      ...(isLucky(ceiling, keys) ? [LUCK] : []),
      ...(ceiling?.columnsMissing ? [`gap closed: n/a; ${ceiling.columnsMissing}`] : []),
    ],
  }
}

/** Whether labels that fell put the estimate above the truth itself. */
function isLucky(ceiling: LabReport['ceiling'], keys: readonly string[]): boolean {
  const { metrics: world, columns } = ceiling ?? {}
  if (!world || !columns) return false
  return keys.some((key) => {
    const [known, reach] = [world[key], columns.metrics[key]]
    return known != null && reach != null && gainOf(metricOfKey(key).better, reach, known) > 0
  })
}
