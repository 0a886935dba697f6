import { describe, expect, test } from 'vitest'
import type { Preset, RunEvidence } from '../../../src/scenarios/scenario.ts'
import { scenarioOf, scenarios } from '../../../src/scenarios/stories/index.ts'
import { claims, type Claim } from './claims.ts'
import { played } from './played.ts'
import { lived } from './traffic.ts'

const isLong = !!process.env.SKEWLAB_LONG
const SEEDS = [1, 2, 3, 4, 5]
const A_STORY_MS = 3_600_000

function presetOf({ scenario, preset }: Pick<Claim, 'scenario' | 'preset'>): Preset {
  return scenarioOf(scenario).presets.find(({ id }) => id === preset)!
}

/** Trains what a story asks for, in order, and holds its goal and its words against the numbers. */
async function hold(claim: Claim, seed: number, isSmall: boolean): Promise<RunEvidence[]> {
  const preset = presetOf(claim)
  const { world = {}, lanes } = isSmall ? claim.small! : {}
  const seen = { windows: [], driftTimes: [], retrainTimes: [], threshold: null, prevalence: null }
  const runs = await played(claim.scenario, preset, { seed, world, lanes })
  for (const turn of claim.turns ?? []) {
    expect(preset.reached!({ ...seen, runs })).toBe(false)
    runs.push(...(await played(claim.scenario, preset, { ...turn, seed, lanes, world: { ...world, ...turn.world } })))
  }
  const threshold = claim.threshold?.(runs) ?? null
  const { prevalence = null } = claim
  if (threshold !== null || prevalence !== null) expect(preset.reached!({ ...seen, runs })).toBe(false)
  expect(preset.reached!({ ...seen, runs, threshold, prevalence })).toBe(true)
  expect(claim.holds?.(runs) ?? true).toBe(true)
  return runs
}

test('every story with a goal is played here', () => {
  const goals = scenarios.flatMap(({ id, presets }) =>
    presets.filter(({ reached }) => reached).map((one) => [id, one.id])
  )
  const watched = [['ad-ctr', 'drift']]
  expect([...claims.map(({ scenario, preset }) => [scenario, preset]), ...watched].sort()).toEqual(goals.sort())
})

describe.each(claims.filter(({ small }) => small))('$scenario $preset, with fewer rows', (claim) => {
  test('reaches its goal as it says, and not before', async () => {
    await hold(claim, 1, true)
  })
})

describe.skipIf(!isLong)('at five seeds', () => {
  test.each(claims.flatMap((claim) => SEEDS.map((seed) => ({ ...claim, seed }))))(
    '$scenario $preset, seed $seed, reaches its goal as it says, and not before, on as many positives as it names',
    async ({ seed, ...claim }) => {
      const runs = await hold(claim, seed, false)
      const { part, positives, seeds = SEEDS.length } = presetOf(claim).restsOn
      if (part === 'window' || seed > seeds) return
      for (const { report } of runs) {
        expect(report.parts![part]!.positives).toBeGreaterThanOrEqual(positives[0])
        expect(report.parts![part]!.positives).toBeLessThanOrEqual(positives[1])
      }
    },
    A_STORY_MS
  )

  test.each(SEEDS)(
    'ad-ctr drift, seed %d: a retraining on the week after it brings AUC back',
    async (seed) => {
      const preset = presetOf({ scenario: 'ad-ctr', preset: 'drift' })
      const evidence = await lived('ad-ctr', preset, { before: 2, hurt: 7, after: 2, days: 7 }, { seed })
      expect(preset.reached!({ ...evidence, retrainTimes: [] })).toBe(false)
      expect(preset.reached!(evidence)).toBe(true)
    },
    A_STORY_MS
  )
})
