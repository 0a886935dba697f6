/** Counts above every one of a few hundred thresholds: ROC, precision–recall, confusion and cost are all read off it. */
export interface ThresholdCurve {
  /** Descending; the first is Infinity, where nothing is called positive, the last is −Infinity or 0. */
  readonly thresholds: Float64Array
  /** Rows at or above each threshold, by class. Fractional for expected curves. */
  readonly truePositives: Float64Array
  readonly falsePositives: Float64Array
  readonly positives: number
  readonly negatives: number
}

/** Equal-count bins, lowest scores first. */
export interface CalibrationBin {
  readonly rows: number
  readonly predicted: number
  readonly observed: number
  /** Wilson 95 % interval of `observed`. */
  readonly low: number
  readonly high: number
  /** Mean truth of the bin; null where it is not known. */
  readonly truth: number | null
}

/** Rows by predicted logit, in equal-width bins from `low` to `high`, by class. */
export interface ScoreHistogram {
  readonly low: number
  readonly high: number
  readonly positives: Float64Array
  readonly negatives: Float64Array
}

/** All that the evaluation pictures draw of one run. */
export interface Curves {
  readonly thresholds: ThresholdCurve
  readonly calibration: readonly CalibrationBin[]
  readonly histogram: ScoreHistogram
}
