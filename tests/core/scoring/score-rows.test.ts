import { describe, expect, it } from 'vitest'
import type { Batch, Trainee } from '../../../src/core/engines/engine.ts'
import { engineOf } from '../../../src/core/engines/index.ts'
import { fitEncoder } from '../../../src/core/features/fit-encoder.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { modelOf } from '../../../src/core/models/index.ts'
import { networkModel } from '../../../src/core/models/network-model.ts'
import { initialState } from '../../../src/core/networks/initial.ts'
import { scoreRows } from '../../../src/core/scoring/score-rows.ts'
import { nodeHost } from '../../../src/headless/host.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { referenceLogits } from '../../contracts/reference.ts'
import { parityTable } from '../training/parity.ts'

const table = parityTable(1000, 1)
const model = networkModel(modelOf('dcn-v2'))
const settings = defaultsOf(model.knobs)
const encoder = fitEncoder(table, everyRow(table.rows), model.features(settings, table.schema, []))
const network = model.network(settings, encoder)
const state = initialState(network, Random.of(1), 0.2)

describe('scoreRows', () => {
  it('writes the logit of every row, whatever the size of batches', async () => {
    const trainee = await opened()
    const batch: Batch = encoder.batch(1000)
    encoder.fill(batch, table, null, 0, 1000, false)
    const expected = referenceLogits(network, state.weights, batch)
    for (const batchRows of [64, 999, 4096]) {
      const out = new Float32Array(1000)
      await scoreRows({ trainee, encoder, table, rows: null, out, atTop: false, batchRows })
      expected.forEach((logit, i) => expect(out[i]).toBeCloseTo(logit, 4))
    }
    trainee.dispose()
  })

  it('scores listed rows in their order', async () => {
    const trainee = await opened()
    const whole = new Float32Array(1000)
    const some = new Float32Array(3)
    await scoreRows({ trainee, encoder, table, rows: null, out: whole, atTop: false })
    await scoreRows({ trainee, encoder, table, rows: Uint32Array.from([700, 3, 999]), out: some, atTop: false })
    expect([...some]).toEqual([whole[700], whole[3], whole[999]])
    trainee.dispose()
  })

  it('tells its progress and lets messages in between batches', async () => {
    const trainee = await opened()
    const seen: number[][] = []
    let breaths = 0
    const job = { trainee, encoder, table, rows: null, out: new Float32Array(1000), atTop: false, batchRows: 400 }
    await scoreRows({ ...job, onProgress: (...at) => seen.push(at), yieldToMessages: async () => void breaths++ })
    expect(seen).toEqual([
      [400, 1000],
      [800, 1000],
      [1000, 1000],
    ])
    expect(breaths).toBe(3)
    trainee.dispose()
  })

  it('stops at once when aborted, with the reason', async () => {
    const trainee = await opened()
    const controller = new AbortController()
    let batches = 0
    const job = { trainee, encoder, table, rows: null, out: new Float32Array(1000), atTop: false, batchRows: 100 }
    const scoring = scoreRows({
      ...job,
      signal: controller.signal,
      onProgress: () => ++batches === 2 && controller.abort(new Error('enough')),
    })
    await expect(scoring).rejects.toThrow('enough')
    expect(batches).toBe(2)
    trainee.dispose()
  })
})

async function opened(): Promise<Trainee> {
  return (await engineOf('fused').start(nodeHost)).open(network, state)
}

function everyRow(rows: number): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, i) => i)
}
