import { columnsText, isOneCeiling, worldText } from '../../core/report/limit-words.ts'
import type { Limits } from '../../core/report/limits.ts'

/** The lines of a picture: what these columns can reach, and what the world knows where that is more. */
export function ceilingLines(limits: Limits) {
  const { ceiling, columns } = limits
  return [
    ...(columns === null
      ? []
      : [
          {
            value: columns,
            tone: 'ceiling' as const,
            name: isOneCeiling(limits) ? 'best possible' : 'these columns',
            text: columnsText(limits),
            isBeyond: isOneCeiling(limits),
          },
        ]),
    ...(ceiling === null || (columns !== null && isOneCeiling(limits))
      ? []
      : [{ value: ceiling, tone: 'world' as const, name: 'the world knows', text: worldText(limits), isBeyond: true }]),
  ]
}
