import { formatRate, formatSigned } from '../../core/kernel/numbers.ts'
import type { NumbersTable } from '../../charts/table.ts'
import { sigmoid } from '../../core/kernel/math.ts'
import type { Why } from '../../core/questions/explained.ts'
import { valueText, whySteps } from '../../core/questions/why-steps.ts'
import type { View } from '../view.ts'

export const view = {
  id: 'why',
  label: 'Why this score',
  help:
    'From what the model expects of any row (the base) to the score of this one, in logits: each bar is what one column ' +
    'moved it by, the largest first, and together they add up exactly. For trees these are SHAP values, for logistic ' +
    'regression its own terms. They tell what the model did with the row, not what caused the outcome.',
  needs: 'runs',
} as const satisfies View

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
