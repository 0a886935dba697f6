import { datasetOf } from '../../../datasets/index.ts'
import type { Encoder } from '../features/encoder.ts'
import { fitEncoder } from '../features/fit-encoder.ts'
import { positivesAt, shareOfPositives } from '../kernel/positives.ts'
import { Random } from '../kernel/random.ts'
import type { Settings } from '../kernel/knobs.ts'
import { resolvedSettings } from '../models/automatic.ts'
import { modelOf } from '../models/index.ts'
import { treatmentSettings } from '../models/treatment-knobs.ts'
import type { NetworkModel, TrainingSettings, TreesModel } from '../models/model.ts'
import { refuseOneClass } from '../treatments/classes.ts'
import type { Treated } from '../treatments/treatment.ts'
import type { Network } from '../networks/network.ts'
import type { RunSpec } from '../training/run.ts'
import type { BoostSettings } from '../trees/boost-settings.ts'
import { liveRowsOf } from './measured-rows.ts'
import type { Prepared } from './tables.ts'

/** A model made ready for its rows: what scoring needs, before any weights. */
export type Fitted = FittedNetwork | FittedTrees

/** The same with the rows it trains on: all that can be known before training. */
export type Trainable<F extends Fitted = Fitted> = F & ToTrain

interface ToTrain {
  /** What it trains on. */
  readonly treated: Treated
  /** Share of positives among these, by weight. */
  readonly treatedRate: number
  /** Positives among the validation rows that live curves and early stopping look at. */
  readonly validationPositives: number
}

interface FittedBase {
  /** Share of positives among the training rows of the real world: what the trivial predictor says. */
  readonly baseRate: number
  /** What undoes its treatment. */
  readonly undo: Treated['undo']
  /** What it was trained on. */
  readonly trained: { readonly rows: number; readonly positives: number }
  /** Its settings as they are used on these rows. */
  readonly resolved: Settings
}

export interface FittedNetwork extends FittedBase {
  readonly sort: 'network'
  readonly encoder: Encoder
  readonly network: Network
  readonly training: TrainingSettings
  /** All rows at once to the minimum of the loss, or Adam, batch after batch. */
  readonly solver: 'lbfgs' | 'adam'
}

export interface FittedTrees extends FittedBase {
  readonly sort: 'trees'
  readonly boosting: BoostSettings
  /** Whether position is a feature. */
  readonly position: boolean
}

/** Fits features and lays out the network; the last one is kept until it is taken, so that warming up saves the work of training. */
export function fitter() {
  let kept: { key: string; prepared: Prepared; fitted: Trainable } | null = null
  const keyOf = ({ model, settings }: RunSpec): string => JSON.stringify([model, settings])

  function warm(spec: RunSpec, prepared: Prepared): Trainable {
    const key = keyOf(spec)
    if (kept?.key !== key || kept.prepared !== prepared) kept = { key, prepared, fitted: fit(spec, prepared) }
    return kept.fitted
  }

  return {
    warm,
    /** The rows it trains on can be many: who takes it is the only one to hold them. */
    take(spec: RunSpec, prepared: Prepared): Trainable {
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

function fit(spec: RunSpec, prepared: Prepared): Trainable {
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
  const common = {
    treated,
    undo: treated.undo,
    trained,
    validationPositives,
    resolved: settings,
    baseRate: shareOfPositives(known.table.label, split.train),
    treatedRate: weightedShare(treated.table.label, treated.rows, treated.weights),
  }
  if (model.sort === 'trees') {
    const chosen = settings as unknown as Parameters<TreesModel['boosting']>[0]
    return {
      sort: 'trees',
      ...common,
      boosting: model.boosting(chosen, schema),
      position: settings.position !== false,
    }
  }
  const chosen = settings as unknown as Parameters<NetworkModel['network']>[0]
  const crosses = datasetOf(recipe.dataset).crosses ?? []
  const encoder = fitEncoder(known.table, split.train, model.features(chosen, schema, crosses))
  return {
    sort: 'network',
    ...common,
    encoder,
    network: model.network(chosen, encoder),
    training: model.training(chosen),
    solver: settings.optimiser === 'lbfgs' ? 'lbfgs' : 'adam',
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
