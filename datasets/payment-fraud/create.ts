import type { SettingsOf } from '../../src/core/kernel/knobs.ts'
import { Random } from '../../src/core/kernel/random.ts'
import type { World } from '../dataset.ts'
import { createCustomers, type Customers } from './customers.ts'
import { solveHazards } from './episodes.ts'
import { schemaOf } from './fields.ts'
import type { knobs } from './knobs.ts'
import { restingLevers } from './levers.ts'
import { createTastes, emptyLooks, setLooks } from './look-tables.ts'
import { CARD_KINDS, TERMINAL } from './payment-profiles.ts'
import { createMerchants, usualPayments } from './merchants.ts'
import { worldOf, type Parts } from './world.ts'

/** Its world, made of what the settings and the seed give. @throws one line where they contradict one another */
export function create(settings: SettingsOf<typeof knobs>, seed: number): World {
  const root = Random.of(seed).stream('payment-fraud')
  const tilt = () => root.stream('customers').stream('tilt')
  const customers = createCustomers(settings.customers, root.stream('customers').stream('habits'), tilt())
  const merchants = createMerchants(settings.customers)
  const tastes = createTastes(root.stream('tastes'))
  const hazards = solveHazards(settings.baseRate, customers, merchants.terminals)
  const looks = emptyLooks()
  setLooks(looks, tastes, settings.evidence, restingLevers())

  /** Tastes, merchants, looks and hazards make P(fraud | evidence): all populations share them. */
  function partsOf(customers: Customers, random: Random): Parts {
    return {
      schema: schemaOf(merchants.known),
      rows: settings.rows,
      baseRate: settings.baseRate,
      making: {
        nature: {
          customers,
          merchants,
          tastes,
          evidence: settings.evidence,
          labelDelay: settings.labelDelay,
          cards: { groupOf: customers.segment, hazards: hazards.card, kinds: CARD_KINDS, firstKind: 0 },
          terminals: {
            groupOf: new Uint8Array(merchants.terminals),
            hazards: Float64Array.of(hazards.terminal),
            kinds: 1,
            firstKind: TERMINAL,
          },
        },
        course: { customers, terminals: merchants.terminals, hazards, bendings: [] },
        labelDelay: settings.labelDelay,
        leak: settings.leak,
        random: random.stream('payments'),
      },
      usualPayments: usualPayments(merchants, customers, looks),
      broken: random.stream('broken'),
      origin: { stream: null },
      population(name) {
        const other = root.stream(`sibling ${name}`)
        return partsOf(createCustomers(settings.customers, other.stream('customers'), tilt()), other)
      },
    }
  }
  return worldOf(partsOf(customers, root))
}
