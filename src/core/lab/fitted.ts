import { datasetOf } from '../../../datasets/index.ts'
import { positivesAt, shareOfPositives } from '../kernel/positives.ts'
import { Random } from '../kernel/random.ts'
import { learnerOf } from '../learners/index.ts'
import { resolvedSettings } from '../models/automatic.ts'
import { modelOf } from '../models/index.ts'
import { treatmentSettings } from '../models/treatment-knobs.ts'
import type { Fitted } from '../scoring/fitted.ts'
import { refuseOneClass } from '../treatments/classes.ts'
import type { Treated } from '../treatments/treatment.ts'
import type { RunSpec } from '../training/run.ts'
import { liveRowsOf } from './measured-rows.ts'
import type { Prepared } from './tables.ts'

/** A fitted model with the rows it trains on: all that can be known before training. */
export interface Trainable extends Fitted {
  readonly trained: NonNullable<Fitted['trained']>
  readonly resolved: NonNullable<Fitted['resolved']>
  /** What it trains on. */
  readonly treated: Treated
  /** Share of positives among these, by weight. */
  readonly treatedRate: number
  /** Positives among the validation rows that live curves and early stopping look at. */
  readonly validationPositives: number
}

/** Fits features and lays out the network; the last one is kept until it is taken, so that warming up saves the work of training. */
export function fitter() {
  let kept: { key: string; prepared: Prepared; fitted: Promise<Trainable> } | null = null
  const keyOf = ({ model, settings }: RunSpec): string => JSON.stringify([model, settings])

  function warm(spec: RunSpec, prepared: Prepared): Promise<Trainable> {
    const key = keyOf(spec)
    if (kept?.key !== key || kept.prepared !== prepared) kept = { key, prepared, fitted: fit(spec, prepared) }
    return kept.fitted
  }

  return {
    warm,
    /** The rows it trains on can be many: who takes it is the only one to hold them. */
    take(spec: RunSpec, prepared: Prepared): Promise<Trainable> {
      const fitted = warm(spec, prepared)
      kept = null
      return fitted
    },
  }
}

/** What scoring needs, without the rows. */
export function trainedPart({
  treated: _treated,
  treatedRate: _rate,
  validationPositives: _positives,
  ...fitted
}: Trainable): Fitted {
  return fitted
}

async function fit(spec: RunSpec, prepared: Prepared): Promise<Trainable> {
  const { fit: readyFor } = await learnerOf(spec.model).load()
  const { known, split } = prepared
  const model = modelOf(spec.model)
  const { recipe } = spec
  const { treatment } = treatmentSettings(spec.settings)
  const rows = { table: known.table, rows: split.train }
  refuseOneClass(rows)
  const treated = treatment.apply(
    rows,
    spec.settings as Parameters<typeof treatment.apply>[1],
    Random.of(recipe.seed).stream('treatment')
  )
  const trained = { rows: treated.rows.length, positives: positivesAt(treated.table.label, treated.rows) }
  const { schema } = known.table
  const validationPositives = positivesAt(known.table.label, liveRowsOf(prepared))
  const settings = resolvedSettings(model, spec.settings, {
    ...trained,
    validationPositives,
    meanWeight: treated.weights ? treated.weights.reduce((sum, weight) => sum + weight, 0) / treated.rows.length : 1,
    columns: schema.numeric.length + schema.categorical.length,
    focal: treated.focal,
  })
  const crosses = datasetOf(recipe.dataset).crosses ?? []
  return {
    ready: readyFor({ model, settings, table: known.table, rows: split.train, crosses }),
    treated,
    undo: treated.undo,
    trained,
    validationPositives,
    resolved: settings,
    baseRate: shareOfPositives(known.table.label, split.train),
    treatedRate: weightedShare(treated.table.label, treated.rows, treated.weights),
  }
}

function weightedShare(label: Uint8Array, rows: Uint32Array, weights: Float32Array | null): number {
  let positives = 0
  let all = 0
  for (let i = 0; i < rows.length; i++) {
    const weight = weights ? weights[i] : 1
    positives += weight * label[rows[i]]
    all += weight
  }
  return all > 0 ? positives / all : 0
}
