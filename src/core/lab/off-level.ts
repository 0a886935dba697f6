import { denseIds } from '../decisions/dense.ts'
import { formatNumber } from '../kernel/words.ts'
import { treatmentSettings } from '../models/treatment-knobs.ts'
import type { Settings } from '../kernel/knobs.ts'
import type { OffLevel } from '../training/run.ts'

/** Mean score over share of positives that is worth a word: a tenth off, and farther than three standard errors. */
const MOST_OFF = 1.1
const ERRORS = 3
const UNDO = 'undo the shift of the treatment'
const RECALIBRATE = 'choose Platt recalibration'

interface Scored {
  readonly scores: Float32Array
  readonly labels: Uint8Array
  /** Rows that share a number are not independent; null where each row stands alone. */
  readonly clusters: Uint32Array | null
  /** Positives among them that count as negatives, because they were not reported yet. */
  readonly unreported?: number
  /** Of the run. */
  readonly settings: Settings
}

/**
 * How far the mean score of validation rows is off their share of positives; null where it is by less than a tenth, where chance may have
 * done it, and where scores are recalibrated already. Nor where positives are not reported yet, unless a treatment is not undone: the share is too
 * low by them, and a recalibration would learn that.
 */
export function offLevelOf({ scores, labels, clusters, unreported = 0, settings }: Scored): OffLevel | null {
  const { recalibrate } = treatmentSettings(settings)
  if (recalibrate !== 'none') return null
  if (unreported > 0 && !isBent(settings)) return null
  const groups = clusters ? denseIds(clusters) : { of: Uint32Array.from(labels.keys()), count: labels.length }
  const gaps = new Float64Array(groups.count)
  let [said, came, expected] = [0, 0, 0]
  for (let i = 0; i < scores.length; i++) {
    said += scores[i]
    came += labels[i]
    expected += scores[i] * (1 - scores[i])
    gaps[groups.of[i]] += scores[i] - labels[i]
  }
  // Few positives show too little of their scatter: it is no less than that of independent rows with these scores.
  const scatter = gaps.reduce((sum, gap) => sum + gap * gap, 0)
  const error = Math.sqrt(Math.max(scatter, expected))
  const ratio = said / came
  const isOff = came > 0 && (ratio > MOST_OFF || ratio < 1 / MOST_OFF) && Math.abs(said - came) > ERRORS * error
  if (!isOff) return null
  const off = { ratio, low: said / (came + 2 * error), high: said / Math.max(1, came - 2 * error) }
  return { ...off, text: textOf(off, settings, unreported === 0) }
}

function textOf({ ratio, low, high }: Omit<OffLevel, 'text'>, settings: Settings, isSettled: boolean): string {
  const [mean, from, to] = [ratio, low, high].map((value) => formatNumber(Number(value.toPrecision(2))))
  const cures = [...(isBent(settings) ? [UNDO] : []), ...(isSettled ? [RECALIBRATE] : [])]
  return `the mean score is ${mean} times the share of positives in validation (95 %: ${from} to ${to}): ${cures.join(', or ')}`
}

/** Whether a treatment distorts scores in a known form that is not undone. */
function isBent(settings: Settings): boolean {
  const { treatment, undo } = treatmentSettings(settings)
  return treatment.distortion === 'known' && !undo
}
