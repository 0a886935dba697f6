import type { Layout, NumericColumn, Schema } from '../../src/core/kernel/table.ts'

/** Lengths of the windows, in days. */
export const WINDOWS = [1, 7, 30] as const

const span = (days: number): string => (days === 1 ? 'day' : `${days} days`)

const column = (id: string, label: string, help: string): NumericColumn => ({ id, label, help })

/** The fifteen inputs of the book's models, in its order. */
export const schema: Schema = {
  numeric: [
    column('amount', 'Amount', 'Amount of the payment, in money.'),
    column('weekend', 'Weekend', 'Whether it is Saturday or Sunday: 1 or 0.'),
    column('night', 'Night', 'Whether it is before 7 in the morning: 1 or 0.'),
    ...WINDOWS.flatMap((days) => [
      column(
        `customerCount${days}`,
        `Payments, ${span(days)}`,
        `The customer’s payments in the last ${span(days)}, this one too.`
      ),
      column(
        `customerAmount${days}`,
        `Mean amount, ${span(days)}`,
        `Mean of those amounts over the last ${span(days)}, this one too.`
      ),
    ]),
    ...WINDOWS.flatMap((days) => [
      column(
        `terminalCount${days}`,
        `Terminal, ${span(days)}`,
        `The terminal’s payments in the ${span(days)} that ended a week ago.`
      ),
      column(
        `terminalRisk${days}`,
        `Terminal risk, ${span(days)}`,
        `Share of frauds among those payments; 0 where there are none.`
      ),
    ]),
  ],
  categorical: [],
  rowsPerRequest: null,
  amount: 'amount',
  withAmount: Object.fromEntries(WINDOWS.map((days) => [`customerAmount${days}`, 1])),
}

/** Place of each kind of column in the table; those of windows are the first of three pairs. */
export const NUMBER = { amount: 0, weekend: 1, night: 2, customer: 3, terminal: 9 } as const

export const layout: Layout = {
  labelTime: true,
  request: false,
  position: false,
  truth: false,
  relevance: false,
  customer: true,
  cluster: true,
}
