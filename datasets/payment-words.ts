import type { Words } from './dataset.ts'

/** What rows, classes and decisions are called where rows are card payments. */
export const paymentWords: Words = {
  row: 'payment',
  rows: 'payments',
  positive: 'fraud',
  positives: 'frauds',
  negatives: 'genuine payments',
  clusters: 'customers and terminals',
  decisions: {
    missedShare: 'A fraud that goes through loses its amount, or what is left of it after a chargeback.',
    missedFlat: 'For a fraud: the chargeback fee and the work it makes.',
    falseAlarm: 'A good customer is stopped: an annoyed call, a lost sale.',
    review: 'An analyst looks at the payment, or asks the customer.',
    capacity: 'What a team of analysts has time for.',
  },
}
