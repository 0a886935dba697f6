import { candidateDrawer } from './candidates.ts'
import { emptyChances, takeChances, type SlateStreams } from './chances.ts'
import type { Effects } from './effects.ts'
import type { Entities } from './entities.ts'
import { type AdCtrSettings, type FieldSize } from './fields.ts'
import type { Levers } from './levers.ts'
import { emptySlate, type Slate } from './slate.ts'
import { addTogether } from './sum-logits.ts'
import { visitDrawer } from './visit.ts'

/**
 * Draws the requests of a world into one slate, over and over.
 * A hot loop; tests/bench/rows/draw-ad-table.ts times it.
 */
export function slateDrawer(
  settings: AdCtrSettings,
  sizes: readonly FieldSize[],
  entities: Entities,
  effects: Effects,
  streams: SlateStreams
) {
  const slate = emptySlate()
  const chances = emptyChances()
  const drawVisit = visitDrawer(settings, sizes, entities, effects, streams.bend)
  const drawCandidates = candidateDrawer(settings, sizes, entities, effects, streams.bend)
  return (request: number, time: number, levers: Levers): Slate => {
    takeChances(chances, streams, request, levers)
    drawVisit(slate.visit, time, chances, levers)
    drawCandidates(slate.candidates, slate.visit, chances, levers)
    addTogether(slate, effects.together, levers.concept)
    return slate
  }
}
