import { formatMetric } from '../kernel/numbers.ts'
import type { Warning } from '../lab.ts'
import { gainOf } from '../metrics/better.ts'
import { leakLine } from '../metrics/luck/leak-line.ts'
import { keyOfRecipe } from '../training/recipe-key.ts'
import { isDealt, keepsGroups } from '../training/split-knobs.ts'
import { nameOf, type FoundRun } from './found-run.ts'
import { limitsOf } from './limits.ts'
import { metricOf } from './metric-facts.ts'
import { valueOf } from './values.ts'

/**
 * What the split did: each shown model beside itself on the same world split the other way, the newest one of each. A split by time asks
 * for what production asks for; rows drawn at random do not.
 */
export function splitLines(shown: readonly FoundRun[], all: readonly FoundRun[], metric: string): string[] {
  const models = new Map<string, string>()
  for (const run of shown) {
    const same = all
      .filter((other) => other.report?.test && isTwin(other, run))
      .toSorted((a, b) => a.startedAt - b.startedAt)
    const random = same.findLast((other) => isDealt(splitOf(other)) && !keepsGroups(splitOf(other)))
    const timed = same.findLast((other) => !isDealt(splitOf(other)) && !keepsGroups(splitOf(other)))
    if (random && timed) models.set(run.label, lineOf(random, timed, metric))
  }
  return [...models].map(([label, line]) => `${label}: ${line}`)
}

/** Whether any of these stand on rows drawn at random that could be split by time, with nothing to set beside them. */
export function isFlattered(shown: readonly FoundRun[]): boolean {
  return shown.some(
    (run) => run.report !== null && isDealt(splitOf(run)) && run.data.days > 0 && run.data.imported?.hasTime !== false
  )
}

/** What makes numbers of the shown runs worthless, or not what they seem; each once. */
export function spoilingWarnings(shown: readonly FoundRun[]): Warning[] {
  const warnings = shown.flatMap(({ data }) => (data.warnings ?? []).filter(({ spoilsMetrics }) => spoilsMetrics))
  return [...new Map(warnings.map((warning) => [warning.text, warning])).values()]
}

/** Models that know more of the labels of test than the true probabilities behind them grant, by more than chance: that needs a column that knows the label. */
export function leakLines(shown: readonly FoundRun[]): string[] {
  return shown.flatMap((run) => {
    const line = leakOf(run)
    return line === null ? [] : [`${nameOf(run)}: ${line}`]
  })
}

/** The same of one model, without its name; null where there is nothing to say. */
export function leakOf({ report, data }: Pick<FoundRun, 'report' | 'data'>): string | null {
  return leakLine(report?.excess ?? [], data.test?.ceiling?.sampled)
}

function lineOf(random: FoundRun, timed: FoundRun, metric: string): string {
  const { label, better } = metricOf(metric)
  const [dealt, honest] = [random, timed].map(({ report }) => valueOf(report?.test, metric, false))
  const both = `${label} ${reachedOf(random, metric)} at random, ${reachedOf(timed, metric)} by time`
  if (dealt === null || honest === null) return both
  const flattery = gainOf(better, dealt, honest)
  return flattery > 0
    ? `${both}: the random split overstates it by ${formatMetric(flattery)}`
    : `${both}: here the random split does not overstate it`
}

/** `0.6200`, or `0.6200 of at best 0.7898` where that is known. */
function reachedOf({ report, data }: FoundRun, metric: string): string {
  const { ceiling } = limitsOf(data.test, metric, false)
  const best = ceiling === null ? '' : ` of at best ${formatMetric(ceiling)}`
  return `${formatMetric(valueOf(report?.test, metric, false))}${best}`
}

function splitOf({ spec }: FoundRun): string {
  return spec.recipe.split.split
}

/** The same model with the same settings in the same world, however its rows were parted. */
function isTwin({ spec }: FoundRun, other: FoundRun): boolean {
  const { recipe, model, settings } = other.spec
  return (
    spec.model === model &&
    JSON.stringify(spec.settings) === JSON.stringify(settings) &&
    keyOfRecipe({ ...spec.recipe, split: recipe.split }) === keyOfRecipe(recipe)
  )
}
