import type { ScoringNetwork } from '../../../src/core/engines/engine.ts'
import { engineOf } from '../../../src/core/engines/index.ts'
import { fitEncoder } from '../../../src/core/features/fit-encoder.ts'
import { worldKeeper } from '../../../src/core/lab/worlds.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { modelOf } from '../../../src/core/models/index.ts'
import { networkModel } from '../../../src/core/models/network-model.ts'
import { scoreRows } from '../../../src/core/scoring/score-rows.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'
import { browserHost } from '../../../workers/host.ts'
import { adapterName } from './adapter.ts'
import { checkLogits, scoredState } from './weights.ts'
import type { LargeTable } from './work.ts'

/** Rows drawn; a larger table goes through them again and again. */
const DRAWN = 100_000
const SLICE = 65_536
const GPU_BATCH = 8_192
const LIMIT_MS = 2500

/** Ad clicks, encoded and scored; a run that takes longer than the limit ends after the slice at hand. */
export async function prepareLargeTable({ engine, model: id, rows: count }: LargeTable) {
  const host = browserHost(() => undefined)
  const world = await worldKeeper()(recipeOf(defaultDocument('ad-ctr')))
  const { table } = world.draw({ from: 0, to: DRAWN })
  const rows = Uint32Array.from({ length: count }, (_, i) => i % DRAWN)
  const model = networkModel(modelOf(id))
  const settings = defaultsOf(model.knobs)
  const encoder = fitEncoder(table, rows.subarray(0, DRAWN), model.features(settings, table.schema, []))
  const network = model.network(settings, encoder)
  const state = scoredState(network)
  const kind = engineOf(engine)
  const gpu = kind.startScoring && (await kind.startScoring(host))
  const scorer: ScoringNetwork = gpu
    ? gpu.open(network, state)
    : (await kind.start(host)).open(network, state, { frozen: true })
  const out = new Float32Array(count)
  const first = encoder.batch(SLICE)
  encoder.fill(first, table, rows, 0, SLICE, false)
  await scorer.score(first, out, 0)
  checkLogits(network, state.weights, first, out)

  async function run(): Promise<number> {
    const end = performance.now() + LIMIT_MS
    let from = 0
    for (; from < count && performance.now() < end; from += SLICE) {
      const slice = { rows: rows.subarray(from, from + SLICE), out: out.subarray(from, from + SLICE) }
      await scoreRows({ trainee: scorer, encoder, table, ...slice, atTop: false, batchRows: gpu && GPU_BATCH })
    }
    return Math.min(from, count)
  }

  const where = gpu ? await adapterName() : `${navigator.hardwareConcurrency} cores`
  return { name: `ours on ${engine}, ${where}`, facts: { where }, run }
}
