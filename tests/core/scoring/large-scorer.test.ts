import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Trainee } from '../../../src/core/engines/engine.ts'
import { engineOf } from '../../../src/core/engines/index.ts'
import { chooseScorer } from '../../../src/core/engines/scoring-choice.ts'
import { fitEncoder } from '../../../src/core/features/fit-encoder.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { gpuKeeper, type GpuRules } from '../../../src/core/scoring/gpus.ts'
import { largeScorer } from '../../../src/core/scoring/large-scorer.ts'
import { modelOf } from '../../../src/core/models/index.ts'
import { networkModel } from '../../../src/core/models/network-model.ts'
import { initialState } from '../../../src/core/networks/initial.ts'
import { nodeHost as host } from '../../../src/headless/host.ts'
import { parityTable } from '../training/parity.ts'
import { otherEngine } from '../lab/other-engine.ts'

const ROWS = 3000
const table = parityTable(ROWS, 1)
const rows = Uint32Array.from({ length: ROWS }, (_, row) => row)
const model = networkModel(modelOf('dcn-v2'))
const settings = { ...defaultsOf(model.knobs), hidden: '8' }
const encoder = fitEncoder(table, rows, model.features(settings, table.schema, []))
const network = model.network(settings, encoder)
const state = initialState(network, Random.of(1), 0.2)

let trainee: Trainee
let exact: Float32Array

beforeAll(async () => {
  trainee = (await engineOf('fused').start(host)).open(network, state, { frozen: true })
  exact = (await score({ leastRows: ROWS + 1 })).out
})

afterAll(() => trainee.dispose())

/** Logits of a part, and who wrote them. */
async function score(rules: Partial<GpuRules> = {}, thresholds: readonly number[] = []) {
  const always = (): ReturnType<GpuRules['choose']> => ({ isGpu: true, why: 'asked for' })
  const gpus = gpuKeeper(host, { leastRows: ROWS, kinds: [otherEngine()], choose: always, ...rules })
  const large = largeScorer({ network, state, encoder, trainee, engine: 'fused', gpus, host })
  const out = new Float32Array(ROWS)
  const correction = { undo: { kind: 'identity' }, recalibration: { kind: 'none' } } as const
  const edges = thresholds.map((threshold) => ({ correction, threshold }))
  const by = await large.score({ table, rows, out, atTop: false }, () => edges)
  if (!by) await trainee.score(allRows(), out, 0)
  large.dispose()
  return { by, out }
}

function allRows() {
  const batch = encoder.batch(ROWS)
  encoder.fill(batch, table, rows, 0, ROWS, false)
  return batch
}

describe('largeScorer', () => {
  it('has a GPU score, in other last digits, and says so', async () => {
    const { by, out } = await score()
    expect(by).toEqual({ engine: 'fused-webgpu', why: 'asked for' })
    expect(out).not.toEqual(exact)
    out.forEach((logit, i) => expect(Math.abs(logit - exact[i])).toBeLessThan(1e-4))
  })

  it('has the processor say on which side of a threshold each row falls', async () => {
    const sigmoid = (logit: number): number => Math.fround(1 / (1 + Math.exp(-logit)))
    const thresholds = Array.from(exact.subarray(0, 200), sigmoid)
    const { out } = await score({}, thresholds)
    const first = exact.subarray(0, 200)
    expect(out.subarray(0, 200)).toEqual(first)
    expect(out).not.toEqual(exact)
  })

  const failures: readonly [string, Partial<GpuRules>, RegExp][] = [
    [
      'is not twice as fast',
      { choose: chooseScorer },
      /^the graphics card scored [\d.]+, [\d.]+, [\d.]+ times as many rows a second/,
    ],
    ['is wrong at once', { kinds: [otherEngine((_, logits) => (logits[7] += 0.01))] }, /^GPU gave wrong numbers/],
    [
      'is wrong later on',
      { kinds: [otherEngine((batch, logits) => void (batch > 0 && logits.fill(0)))] },
      /^GPU gave wrong numbers: a logit of 0 instead of /,
    ],
    [
      'is lost on the way',
      {
        kinds: [
          otherEngine((batch) => {
            if (batch > 0) throw new Error('the device was lost')
          }),
        ],
      },
      /^the device was lost$/,
    ],
    ['cannot start', { kinds: [] }, /^no graphics card can score here/],
  ]
  for (const [what, rules, why] of failures)
    it(`has the processor score, bit for bit, and says why, where the GPU ${what}`, async () => {
      const { by, out } = await score(rules)
      expect(by).toEqual({ engine: 'fused', why: expect.stringMatching(why) })
      expect(out).toEqual(exact)
    })

  it('measures a machine once for all networks of a shape, and tries a GPU that failed no second time', async () => {
    let measured = 0
    let started = 0
    const kind = otherEngine((_, logits) => (logits[0] = NaN))
    const broken = {
      ...kind,
      startScoring: (...given: Parameters<typeof kind.startScoring>) => (started++, kind.startScoring(...given)),
    }
    for (const [kinds, times] of [
      [[otherEngine()], 1],
      [[broken], 0],
    ] as const) {
      measured = 0
      const choose: GpuRules['choose'] = (turns) => (
        measured++,
        chooseScorer(turns.map((turn) => ({ ...turn, gpu: 9 * turn.processor })))
      )
      const gpus = gpuKeeper(host, { leastRows: ROWS, kinds, choose })
      for (let i = 0; i < 2; i++) {
        const large = largeScorer({ network, state, encoder, trainee, engine: 'fused', gpus, host })
        await large.score({ table, rows, out: new Float32Array(ROWS), atTop: false }, () => [])
        large.dispose()
      }
      expect(measured).toBe(times)
    }
    expect(started).toBe(1)
  })

  it('has nothing to say of a table that is not large', async () => {
    expect((await score({ leastRows: ROWS + 1 })).by).toBeNull()
  })
})
