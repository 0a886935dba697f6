import type { Setting } from '../../core/kernel/knobs.ts'
import { settingsThat, type Decides } from '../../core/training/row-settings.ts'
import type { RunEvidence } from '../scenario.ts'

/** Expected where the truth is known: far less noisy than the labels that fell. */
export function value(run: RunEvidence | undefined, metric: string): number | null {
  const measured = run?.report.test ?? run?.report.validation
  return measured?.expected[metric] ?? measured?.sampled[metric] ?? null
}

export const isOf = (model: string) => (run: RunEvidence) => run.model === model

/** A metric of the newest of one kind and of the other kind on the same rows, with the best possible there. */
export function compared(
  runs: readonly RunEvidence[],
  isLow: (run: RunEvidence) => boolean,
  isHigh: (run: RunEvidence) => boolean,
  metric = 'auc'
) {
  const highest = runs.findLast((high) => isHigh(high) && runs.some((low) => isLow(low) && isOnRowsOf(low, high)))
  const lowest = runs.findLast((low) => isLow(low) && highest && isOnRowsOf(low, highest))
  return {
    low: value(lowest, metric),
    high: value(highest, metric),
    ceiling: highest?.ceiling?.expected[metric] ?? null,
    lowRun: lowest,
    highRun: highest,
  }
}

function isOnRowsOf(run: RunEvidence, other: RunEvidence): boolean {
  return shares(run, other)
}

/** On the same rows, however parted. */
function isInWorldOf(run: RunEvidence, other: RunEvidence): boolean {
  return shares(run, other, 'rows')
}

/** One model in one world, however split. */
export function isAlike(run: RunEvidence, other: RunEvidence): boolean {
  return isInWorldOf(run, other) && run.model === other.model
}

/**
 * Runs of one model with the same settings on the same rows, apart from one knob that rows follow from: the newest with
 * each of these values of it, in their order. Every such company there is; none where a value has no run.
 */
export function turnedRuns(runs: readonly RunEvidence[], knob: string, values: readonly Setting[]): RunEvidence[][] {
  return runs.flatMap((one) => {
    const alike = runs.filter((other) => isSameBut(one, other, knob))
    const company = values.flatMap((value) => alike.findLast((run) => valueOf(run, knob) === value) ?? [])
    return company.length === values.length ? [company] : []
  })
}

function isSameBut(run: RunEvidence, other: RunEvidence, knob: string): boolean {
  if (run.model !== other.model || run.recipe.seed !== other.recipe.seed) return false
  const [own, others] = [run, other].map(({ recipe, settings }) =>
    JSON.stringify([settingsThat(recipe), settings].map((some) => Object.entries({ ...some, [knob]: null }).sort()))
  )
  return own === others
}

function valueOf({ recipe }: RunEvidence, knob: string): Setting | undefined {
  return settingsThat(recipe)[knob]
}

/** Whether two runs have the seed and all settings in common that decide this. */
function shares({ recipe }: RunEvidence, { recipe: other }: RunEvidence, decides?: Decides): boolean {
  const others = settingsThat(other, decides)
  return (
    recipe.seed === other.seed &&
    Object.entries(settingsThat(recipe, decides)).every(([id, setting]) => others[id] === setting)
  )
}
