import { Random } from '../../src/core/kernel/random.ts'
import type { Dataset } from '../dataset.ts'
import { createCustomers } from './customers.ts'
import { solveHazards } from './episodes.ts'
import { crosses, schemaOf } from './fields.ts'
import { knobs } from './knobs.ts'
import { restingLevers } from './levers.ts'
import { createTastes, emptyLooks, setLooks } from './look-tables.ts'
import { CARD_KINDS, TERMINAL } from './looks.ts'
import { createMerchants, usualPayments } from './merchants.ts'
import { worldOf } from './world.ts'

/**
 * Card payments in simulated time with rare fraud in episodes: stolen cards, account takeovers, tests with tiny sums, and
 * compromised terminals. The truth is the forward filter of each card's and terminal's hidden chain.
 */
export const paymentFraud: Dataset<typeof knobs> = {
  id: 'payment-fraud',
  label: 'Payment fraud',
  help: 'Card payments in simulated time: rare fraud in episodes that begin, run and are found, with labels that come late.',
  words: {
    row: 'payment',
    rows: 'payments',
    positive: 'fraud',
    positives: 'frauds',
    negatives: 'genuine payments',
    clusters: 'customers and terminals',
  },
  version: 1,
  knobs,
  crosses,
  levers: ['mix', 'logit', 'concept', 'unseen', 'broken', 'adapt'],
  hasLabelTimes: true,
  sequential: true,
  create(settings, seed) {
    const root = Random.of(seed).stream('payment-fraud')
    const customers = createCustomers(settings.customers, root.stream('customers'))
    const merchants = createMerchants(settings.customers)
    const tastes = createTastes(root.stream('tastes'))
    const hazards = solveHazards(settings.baseRate, customers, merchants.terminals)
    const looks = emptyLooks()
    setLooks(looks, tastes, settings.evidence, restingLevers())
    return worldOf({
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
        random: root.stream('payments'),
      },
      usualPayments: usualPayments(merchants, customers, looks),
      broken: root.stream('broken'),
      origin: { stream: null },
    })
  },
}
