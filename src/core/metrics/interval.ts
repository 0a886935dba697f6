/** Sums over rows, each counted as often as its cluster's weight says, and what ranking those rows gives. */
export interface Totals {
  positives: number
  negatives: number
  /** Positives among the rows at or above the threshold, and negatives there. */
  caught: number
  falseAlarms: number
  /** Money in the positives below it. */
  missedAmount: number
  /** Log loss in nats. */
  loss: number
  /** Sum of scores. */
  predicted: number
  /** Area under the ROC curve. */
  area: number
  averagePrecision: number
}

/** How a number gets an interval: from its values where whole clusters are drawn again. */
export interface MetricInterval {
  /** Where its interval is symmetric: `logit` for what lies between 0 and 1, `log` for what lies above 0. */
  readonly scale: 'logit' | 'log'
  /** Whether each redraw is transformed to that scale; otherwise the spread of the redraws is divided by the slope of the scale at the estimate. */
  readonly transformsDraws: boolean
  /** What it is a mean over, so that too few of them leave it open. */
  readonly per: 'positives' | 'alerts'
  /** Not a finite number where there is none. */
  of(totals: Readonly<Totals>): number
}
