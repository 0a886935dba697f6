import type { DecisionKind } from '../decision-kind.ts'
import { auction } from './auction.ts'
import { threshold } from './threshold.ts'

export const decisionKinds = [threshold, auction] as const satisfies readonly DecisionKind[]

export type DecisionKindId = (typeof decisionKinds)[number]['id']

/** @throws one line where there is no such kind */
export function decisionKindOf(id: string): DecisionKind {
  const found = decisionKinds.find((kind) => kind.id === id)
  if (!found)
    throw new Error(`unknown decision: ${id}; expected one of ${decisionKinds.map((kind) => kind.id).join(', ')}`)
  return found
}
