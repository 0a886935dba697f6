import { formatRate, formatSigned } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import { sigmoid } from '../../core/kernel/math.ts'
import type { Why } from '../../core/questions/explained.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'why',
  label: 'Why this score',
  help:
    'From what the model expects of any row (the base) to the score of this one, in logits: each bar is what one column ' +
    'moved it by, the largest first, and all of them add up exactly. For trees these are SHAP values, for logistic ' +
    'regression its own terms. They tell what the model did with the row, not what caused the outcome.',
  needs: 'runs',
} as const satisfies View

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

/** `Base −4.60 and all of these make −1.20 logits: a probability of 23 %, 0.31 % once corrected.` */
export function sumLine({ base, logit, corrected }: Why): string {
  const undone = corrected === logit ? '' : `, ${formatRate(sigmoid(corrected))} once corrected`
  return `Base ${formatSigned(base)} and all of these make ${formatSigned(logit)} logits: a probability of ${formatRate(sigmoid(logit))}${undone}.`
}

export function speakWhy(why: Why | null): string {
  if (!why) return `${view.label}: no row opened yet`
  const named = whySteps(why, 4)
    .slice(0, 3)
    .map(({ text, amount }) => `${text} ${formatSigned(amount)}`)
  const moved = named.length ? `, moved most by ${named.join(', ')}` : ''
  return `${view.label}: probability ${formatRate(sigmoid(why.logit))}, ${formatSigned(why.logit)} logits from a base of ${formatSigned(why.base)}${moved}`
}

/** Every contribution, none added together. */
export function whyTable(why: Why | null): NumbersTable {
  const values = new Map(why?.contributions.map(({ feature, value }) => [feature, value]))
  return {
    columns: ['Column', 'Value', 'Moves by', 'Score so far'],
    rows: why
      ? [
          ['base', '', '', formatSigned(why.base)],
          ...whySteps(why, Infinity).map(({ key, amount, to }) => [
            key,
            valueText(key, values.get(key) ?? ''),
            formatSigned(amount),
            formatSigned(to),
          ]),
        ]
      : [],
  }
}

/** A hand-made cross has no value of its own; what else has none is missing. */
function valueText(feature: string, value: string): string {
  return value || (feature.includes(' × ') ? '' : 'missing')
}
