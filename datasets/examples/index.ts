import type { Example } from './example.ts'

/** Each is drawn by code that comes when it is asked for. */
export const examples: readonly Example[] = [
  {
    id: 'credit',
    file: 'credit.csv',
    label: 'Credit table',
    teaches: 'Numbers, categories, codes and gaps in one table, one loan in ten not paid back.',
    draw: async (seed) => (await import('./credit.ts')).creditTable(seed),
  },
  {
    id: 'late-labels',
    file: 'card-payments.csv',
    label: 'Payments with late labels',
    teaches:
      'Fraud is reported weeks after the payment, and customers come back: split by time, train on what was known.',
    draw: async (seed) => (await import('./late-labels.ts')).latePayments(seed),
  },
  {
    id: 'messy',
    file: 'claims-export.csv',
    label: 'A messy export',
    teaches:
      'Lines above the header, decimal commas, days first, codes, a 1/2 label and a number that gives the answer away.',
    draw: async (seed) => (await import('./messy.ts')).messyClaims(seed),
  },
]
