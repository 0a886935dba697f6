import type { Scenario } from '../scenario.ts'
import { adCtr } from './ad-ctr.ts'
import { fraudHandbook } from './fraud-handbook.ts'
import { ownData } from './own-data.ts'
import { paymentFraud } from './payment-fraud.ts'

export const scenarios: readonly Scenario[] = [adCtr, paymentFraud, fraudHandbook, ownData]

/** The scenario that is open by default. */
export const usualScenario: Scenario = adCtr

/** @throws one line where there is no such scenario */
export function scenarioOf(id: string): Scenario {
  const found = scenarios.find((scenario) => scenario.id === id)
  if (!found) throw new Error(`unknown scenario: ${id}; expected one of ${scenarios.map((s) => s.id).join(', ')}`)
  return found
}
