import type { Why } from './explained.ts'

/** One column's part of the way from the base to a score. */
export interface WhyStep {
  readonly key: string
  /** `amount 912.3` */
  readonly text: string
  readonly amount: number
  /** Logits before and after it. */
  readonly from: number
  readonly to: number
}

/** From base to score, the largest first, at most so many: the last is then all that are smaller. */
export function whySteps({ base, contributions }: Why, most: number): WhyStep[] {
  const sorted = contributions
    .filter(({ amount }) => amount !== 0)
    .toSorted((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
  const apart = sorted.length > most ? sorted.slice(0, most - 1) : sorted
  const rest = sorted.slice(apart.length)
  const parts = apart.map(({ feature, value, amount }) => ({
    key: feature,
    text: `${feature} ${valueText(feature, value)}`.trim(),
    amount,
  }))
  if (rest.length)
    parts.push({
      key: '',
      text: `${rest.length} smaller ones`,
      amount: rest.reduce((sum, { amount }) => sum + amount, 0),
    })
  let at = base
  return parts.map((part) => {
    const from = at
    at += part.amount
    return { ...part, from, to: at }
  })
}

/** A hand-made cross has no value of its own; what else has none is missing. */
export function valueText(feature: string, value: string): string {
  return value || (feature.includes(' × ') ? '' : 'missing')
}
