import { formatCount, formatRate } from '../../core/kernel/numbers.ts'
import type { ImportPlan } from '../../../datasets/imports/plan.ts'
import type { Inspection } from '../../../datasets/imports/plan-of.ts'
import { splitKnobs, type SplitSettings } from '../../core/training/split-knobs.ts'
import { positiveShare } from '../../../datasets/imports/label-share.ts'

/** What was understood of a file; null is not decided yet. */
export interface Summary {
  readonly label: string | null
  readonly positive: string | null
  /** Of the rows looked at that have a label. */
  readonly share: number | null
  readonly rows: string
  readonly split: string
}

export function summaryOf(seen: Inspection, plan: ImportPlan, split: SplitSettings['split']): Summary {
  const place = plan.columns.findIndex(({ role }) => role === 'label')
  const count = Math.min(seen.rows.count, plan.rows ?? Infinity)
  const asksPositive = seen.assumptions.some(({ about, asks, column }) => asks && about === 'label' && column !== null)
  const isDecided = place >= 0 && plan.positive !== '' && !asksPositive
  return {
    label: plan.columns[place]?.name ?? null,
    positive: isDecided ? plan.positive : null,
    share: isDecided ? positiveShare(seen.columns[place], plan.columns[place], plan.positive) : null,
    rows: `${seen.rows.exact || plan.rows !== null ? '' : 'about '}${formatCount(count)} rows`,
    split: splitWords(split),
  }
}

/** The same as one line. */
export function summaryLine({ label, share, positive, rows, split }: Summary): string {
  const rate = share === null ? 'positive value?' : `${formatRate(share)} positive (${positive})`
  return `Label: ${label ?? '?'}, ${rate}, ${rows}, ${split}`
}

function splitWords(split: SplitSettings['split']): string {
  if (split === 'random') return 'split at random'
  return `split ${splitKnobs.split.options.find(({ value }) => value === split)?.label ?? split}`
}
