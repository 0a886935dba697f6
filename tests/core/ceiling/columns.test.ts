import { describe, expect, test } from 'vitest'
import { adCtr } from '../../../datasets/ad-ctr/index.ts'
import { clickCurve, clickProbability, examination } from '../../../datasets/ad-ctr/clicks.ts'
import { createEffects, SLOPE } from '../../../datasets/ad-ctr/effects.ts'
import { createEntities } from '../../../datasets/ad-ctr/entities.ts'
import { FIELD, fieldCrosses, NUMBER, sizesOf, type NumberId } from '../../../datasets/ad-ctr/fields.ts'
import { STOLEN } from '../../../datasets/payment-fraud/payment-profiles.ts'
import { ChainFilter, HazardHistory } from '../../../datasets/payment-fraud/filter.ts'
import { defaultsOf } from '../../../src/core/kernel/knobs.ts'
import { log, logit } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import type { Draw } from '../../../src/core/kernel/table.ts'

const SEED = 5
const defaults = { ...defaultsOf(adCtr.knobs), cardinality: 0.05, noise: 0 }
type Settings = Parameters<typeof adCtr.create>[0]

/** How each number was made of a standard normal. */
const standard: Record<NumberId, (value: number) => number> = {
  affinity: (value) => (value - 50) / 7,
  match: (value) => value,
  quality: (value) => value,
  bid: (value) => (log(value) - 0.7) / 0.8,
  adAge: (value) => log(value) - 2.3,
  activity: (value) => (log(value) - 2.5) / 1.1,
  depth: (value) => value / 3 - 1.2,
  gap: (value) => (log(value) - 2) / 2,
}

/** The true logit of each row without its intercept, from nothing but its columns and the law of the world. */
function logitsOf({ table }: Draw, settings: Settings): Float64Array {
  const root = Random.of(SEED).stream('ad-ctr')
  const sizes = sizesOf(settings)
  const entities = createEntities(sizes, root.stream('entities'))
  const effects = createEffects(settings, sizes, entities, root.stream('effects'))
  const [{ pairs, numbers }] = effects.together
  return Float64Array.from({ length: table.rows }, (_, row) => {
    const codes = table.categorical.map((column) => column[row])
    const values = Object.entries(NUMBER).map(([id, i]) => standard[id as NumberId](table.numeric[i][row]))
    let sum = 0
    codes.forEach((value, column) => (sum += effects.alone[column][value]))
    Object.entries(NUMBER).forEach(([id, i]) => {
      sum += Number.isNaN(values[i]) ? effects.missing[i] : SLOPE[id as NumberId] * values[i]
    })
    fieldCrosses.forEach(([left, right], i) => {
      sum += pairs[i].cells[codes[FIELD[left]] * pairs[i].width + codes[FIELD[right]]]
    })
    const product = values[NUMBER.match] * values[NUMBER.quality]
    return sum + (Number.isNaN(product) ? 0 : numbers * product)
  })
}

/** What is left of the true logits once the columns have told all they can: the intercept and what they hide. */
async function hiddenIn(settings: Settings): Promise<number[]> {
  const draw = (await adCtr.create(settings, SEED)).draw({ from: 0, to: 4_000 })
  const shown = logitsOf(draw, settings)
  return Array.from(draw.truth!.relevance!, (relevance, row) => logit(relevance) - shown[row])
}

const spreadOf = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)

describe('showsAll', () => {
  test('ad-ctr without wander: the truth follows from the columns and the position alone', async () => {
    const settings = { ...defaults, wander: 0 } as Settings
    const world = await adCtr.create(settings, SEED)
    expect(world.showsAll).toBe(true)
    const hidden = await hiddenIn(settings)
    expect(spreadOf(hidden)).toBeLessThan(2e-3)
    const { table, truth } = world.draw({ from: 0, to: 4_000 })
    const examined = examination(settings.positionBias)
    for (let row = 0; row < table.rows; row++)
      expect(truth!.probability[row]).toBeCloseTo(examined[table.position![row] - 1] * truth!.relevance![row], 6)
  })

  test('ad-ctr with wander: what the columns leave differs from day to day', async () => {
    const settings = { ...defaults, wander: 2 } as Settings
    expect((await adCtr.create(settings, SEED)).showsAll).toBe(false)
    expect(spreadOf(await hiddenIn(settings))).toBeGreaterThan(2)
  })

  test('a broken score shows that it is broken, and the truth follows from what is left', async () => {
    const settings = { ...defaults, wander: 0 } as Settings
    const whole = await adCtr.create(settings, SEED)
    const bent = whole.bend({ broken: { mode: 'stuck', share: 0.5 } }, () => 1)
    expect(bent.showsAll).toBe(true)
    const intercept = (await hiddenIn(settings))[0]
    const draw = bent.draw({ from: 0, to: 4_000 })
    const score = draw.table.numeric[NUMBER.affinity]
    const shown = logitsOf(draw, settings)
    const curve = clickCurve(SLOPE.affinity)
    let stuck = 0
    for (let row = 0; row < draw.table.rows; row++) {
      if (score[row] !== 0) continue
      stuck++
      const rest = intercept + shown[row] - SLOPE.affinity * standard.affinity(score[row])
      expect(draw.truth!.relevance![row]).toBeCloseTo(clickProbability(curve, rest), 5)
    }
    expect(stuck).toBeGreaterThan(1_500)
  })

  test('a shift of the logit, or other crosses, come with the time, which is in no column', async () => {
    const world = await adCtr.create({ ...defaults, wander: 0 } as Settings, SEED)
    expect(world.bend({ logit: 1 }, () => 0.5).showsAll).toBe(false)
    expect(world.bend({ concept: 1 }, () => 0.5).showsAll).toBe(false)
    expect(world.bend({ mix: 1, unseen: 0.2 }, () => 0.5).showsAll).toBe(true)
  })

  test('payment-fraud: the truth takes in how payments before looked, of which columns have times and sums alone', () => {
    const hazards = Float64Array.of(1e-7)
    const chains = { groupOf: new Uint8Array(1), hazards, kinds: 1, firstKind: STOLEN }
    const after = (looksOfFirst: number): number => {
      const filter = new ChainFilter(chains, new HazardHistory())
      filter.advance(0, 0)
      filter.judge(0, Float64Array.of(looksOfFirst))
      filter.advance(0, 600)
      return filter.judge(0, Float64Array.of(1))
    }
    expect(after(200)).toBeGreaterThan(20 * after(0.2))
  })
})
