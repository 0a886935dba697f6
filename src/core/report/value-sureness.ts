import { differenceOf } from '../decisions/intervals/difference.ts'
import type { ValueIntervals, ValueQuantity } from '../decisions/intervals/value-intervals.ts'
import type { ValueMeasure } from '../value/decided-rows.ts'
import type { Valued } from '../value/report.ts'

/** Redraws of what a run's decisions are worth on test, by reading; in expectation null where the truth is not known. */
export type RedrawnValues = Readonly<{ [Reading in keyof Valued]: ValueIntervals | null }>

/** 95 % intervals as a report has them, by reading and quantity; null where there is none. */
export function sureness({ expected, labels }: RedrawnValues) {
  return { expected: endsOf(expected), labels: endsOf(labels) }
}

export type Sureness = ReturnType<typeof sureness>

function endsOf(redrawn: ValueIntervals | null) {
  if (!redrawn) return null
  const { intervals, redraws, clusters, unit, notice } = redrawn
  const ends = intervals.map(({ metric, low, high }) => [metric, low === null || high === null ? null : { low, high }])
  return { ...(Object.fromEntries(ends) as Record<ValueQuantity, Ends | null>), redraws, of: clusters, unit, notice }
}

export interface Ends {
  readonly low: number
  readonly high: number
}

export interface ValueDifference extends Ends {
  readonly model: string
  readonly against: string
  readonly reading: keyof Valued
  readonly measure: ValueMeasure
  readonly estimate: number
}

/** By how much each further model earns more than the first on the same rows, from redraws that are pairs. */
export function valueDifferences(redrawn: readonly (readonly [string, RedrawnValues])[]): ValueDifference[] {
  const [first, ...others] = redrawn
  return others.flatMap(([model, values]) =>
    (['expected', 'labels'] as const).flatMap((reading) =>
      (['value', 'welfare'] as const).flatMap((measure) => {
        const [of, against] = [values[reading], first[1][reading]]
        const found = of && against && differenceOf(of, against, measure)
        if (!found) return []
        const { estimate, low, high } = found
        return [{ model, against: first[0], reading, measure, estimate, low, high }]
      })
    )
  )
}
