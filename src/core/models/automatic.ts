import { AUTO, type Settings } from '../kernel/knobs.ts'
import type { Model, TrainingFacts } from './model.ts'

/** From so many training rows on a table counts as large. */
export const PLENTY_ROWS = 50_000
/** What `auto` comes to on a large table, where two passes are enough and a third learns rare values too closely. */
export const MANY_ROWS = { batchSize: 512, epochs: 2, l2: 0.00003, patience: 12, minCount: 20 } as const

/** Rows a network is shown, where that does not take too many epochs. */
const LEAST_SEEN = 420_000
const MOST_EPOCHS = 16
/** Epochs where early stopping has nothing to go by: as many as do not learn a handful of positives too closely. */
const BLIND_EPOCHS = 8
/** With fewer positives in validation, its log loss is chance: with none, it is best where every score is lowest. */
export const LEAST_POSITIVES = 30
const LEAST_BATCH = 32
/** Steps that an epoch has at least, where the batch allows it. */
const STEPS = 100
/** Penalty of a network on a table of up to so many rows, over p (1 − p) of its base rate p: rare positives have little to hold against it. */
const PENALTY = 0.012
const PENALISED_ROWS = 14_000
/** Penalty where nothing but it and the few epochs hold a network back, where positives are not rare. */
const BLIND_PENALTY = 0.004

/** Where columns are many and rows few, most columns say nothing and all are memorised: so many times the penalty. */
const FEW_COLUMNS = 12
const WIDE_ROWS = 1_000
const MOST_WIDTH = 8

/** Every setting as it is used on these rows: what is `auto` is resolved, what was set stays. */
export function resolvedSettings(model: Model, settings: Settings, facts: TrainingFacts): Settings {
  const automatic = model.automatic?.(settings, facts) ?? {}
  const entries = Object.entries(settings).map(([id, value]) => [id, value === AUTO ? (automatic[id] ?? value) : value])
  return Object.fromEntries(entries)
}

/** The number of steps matters, not of epochs: with fewer rows batches are smaller and epochs more, and the penalty limits weights that have few rows. */
export function automaticTraining({ rows, positives, validationPositives, columns }: TrainingFacts): Settings {
  const isBlind = validationPositives < LEAST_POSITIVES
  const epochs = Math.min(MOST_EPOCHS, Math.max(MANY_ROWS.epochs, Math.ceil(LEAST_SEEN / Math.max(1, rows))))
  const p = positives / Math.max(1, rows)
  const scarcity = Math.min(1, PENALISED_ROWS / Math.max(1, rows))
  const width = Math.min(MOST_WIDTH, Math.max(1, (columns / FEW_COLUMNS) * Math.min(1, WIDE_ROWS / Math.max(1, rows))))
  const penalty = width * (isBlind ? BLIND_PENALTY * Math.min(1, Math.sqrt(10 * p * (1 - p))) : PENALTY * p * (1 - p))
  return {
    optimiser: 'lazy',
    batchSize: powerOfTwoBelow(rows / STEPS, LEAST_BATCH, MANY_ROWS.batchSize),
    epochs: isBlind ? Math.min(BLIND_EPOCHS, epochs) : epochs,
    l2: rows >= PLENTY_ROWS ? MANY_ROWS.l2 : Math.max(MANY_ROWS.l2, penalty * scarcity * scarcity),
    patience: isBlind ? 0 : MANY_ROWS.patience,
    minCount: Math.max(2, Math.min(MANY_ROWS.minCount, Math.round(rows / 2500))),
  }
}

function powerOfTwoBelow(value: number, least: number, most: number): number {
  let power = least
  while (power * 2 <= Math.min(value, most)) power *= 2
  return power
}
