import type { Settings } from '../kernel/knobs.ts'
import { positivesAt } from '../kernel/positives.ts'
import { isSpread } from '../kernel/spread-rows.ts'
import { withLevel } from '../treatments/level.ts'
import { UNBENT, type Undo } from '../treatments/treatment.ts'
import type { Fitted } from '../scoring/fitted.ts'
import { gatherRows, type MeasuredRows } from './measured-rows.ts'
import type { Prepared } from './tables.ts'

/** Training rows that a level is fitted on, at the end of a training and at each evaluation: of each class half as many at most. */
const MOST_ROWS = 100_000
const MOST_LIVE_ROWS = 10_000

/** Training rows as they are, before a treatment, to fit the level of its undo on. */
export interface LevelSample {
  readonly rows: MeasuredRows
  /** The undo with its level, once `rows` have been scored. */
  fitted(): Undo
}

/** Null where nothing is bent, or nothing is to be undone. */
export function levelSample(
  settings: Settings,
  { undo }: Fitted,
  { known, split }: Prepared,
  when: 'live' | 'final'
): LevelSample | null {
  if (settings.undo === false || !undo || undo.kind === 'identity') return null
  const most = when === 'live' ? MOST_LIVE_ROWS : MOST_ROWS
  const { label } = known.table
  const all = countsOf(label, split.train)
  const chosen = split.train.filter((row) => isSpread(row, all[label[row]], most / 2))
  const taken = countsOf(label, chosen)
  const rows = { ...gatherRows(known, chosen), ranking: null }
  const standsFor = [all[0] / Math.max(1, taken[0]), all[1] / Math.max(1, taken[1])] as const
  return { rows, fitted: () => withLevel(undo, { logits: rows.scores, labels: rows.labels, standsFor }) }
}

function countsOf(label: Uint8Array, rows: Uint32Array): readonly [negatives: number, positives: number] {
  const positives = positivesAt(label, rows)
  return [rows.length - positives, positives]
}

/** What undoes a run's treatment, with the level that its model has on the training rows as they are. */
export async function levelledUndo(
  settings: Settings,
  fitted: Fitted,
  prepared: Prepared,
  score: (rows: MeasuredRows) => Promise<void>
): Promise<Undo> {
  const sample = levelSample(settings, fitted, prepared, 'final')
  if (!sample) return UNBENT
  await score(sample.rows)
  return sample.fitted()
}
