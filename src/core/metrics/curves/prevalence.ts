import type { ThresholdCurve } from './curve.ts'
import type { ConfusionCounts } from './point.ts'

/** Places in a step between two thresholds at which its precision is read. */
const PLACES = 8
/** Two readings of average precision this near are one. */
const SAME = 1e-12

/**
 * Weight of each positive, in (0, 1], at which positives are this share of a curve's rows: the expectation of thinning them at
 * random. 1 where they are no more than this share already: none can be added.
 */
export function positiveWeight({ positives, negatives }: Counted, prevalence: number): number {
  if (!(positives > 0 && negatives > 0)) return 1
  return Math.min(1, ((prevalence / (1 - prevalence)) * negatives) / positives)
}

type Counted = Pick<ThresholdCurve, 'positives' | 'negatives'>

/** The curve with positives of this weight. Recall and false positive rate stay at every threshold, precision falls. */
export function thinnedCurve(curve: ThresholdCurve, weight: number): ThresholdCurve {
  const truePositives = curve.truePositives.map((count) => weight * count)
  return { ...curve, truePositives, positives: weight * curve.positives }
}

export function thinnedCounts(counts: ConfusionCounts, weight: number): ConfusionCounts {
  const { truePositives, falseNegatives } = counts
  return { ...counts, truePositives: weight * truePositives, falseNegatives: weight * falseNegatives }
}

/**
 * Average precision with positives of this weight, from the exact one of the rows as they are and their curve. Between two
 * points of the curve rows are tied, so that precision is that of the lower point, or positives are spread evenly: in which proportion
 * is what gives the exact value at weight 1. Exact where every score is a point of the curve; else within 1 % where it was tried.
 */
export function thinnedAveragePrecision(exact: number, curve: ThresholdCurve, weight: number): number {
  const whole = averagePrecisions(curve, 1)
  const thinned = averagePrecisions(curve, weight)
  const apart = whole.tied - whole.spread
  const share = Math.abs(apart) < SAME ? 0 : Math.min(1, Math.max(0, (exact - whole.spread) / apart))
  const mixed = ({ tied, spread }: typeof whole): number => share * tied + (1 - share) * spread
  const reached = mixed(whole)
  return reached > 0 ? (exact * mixed(thinned)) / reached : exact
}

/** Both readings of a curve; 0 without positives. */
function averagePrecisions({ truePositives, falsePositives, positives }: ThresholdCurve, weight: number) {
  let tied = 0
  let spread = 0
  for (let i = 1; i < truePositives.length; i++) {
    const [t, f] = [truePositives[i - 1], falsePositives[i - 1]]
    const [more, against] = [truePositives[i] - t, falsePositives[i] - f]
    if (!(more > 0)) continue
    tied += more * precisionOf(weight * truePositives[i], falsePositives[i])
    // A positive counts itself: half of it where many are spread evenly.
    if (more + against <= 1) spread += more * precisionOf(weight * (t + 1), f)
    else
      for (let place = 0.5; place < PLACES; place++) {
        const x = place / PLACES
        spread += (more / PLACES) * precisionOf(weight * (t + x * more + 0.5), f + x * against)
      }
  }
  const scale = positives > 0 ? 1 / positives : 0
  return { tied: tied * scale, spread: spread * scale }
}

function precisionOf(found: number, wrong: number): number {
  return found / (found + wrong)
}
