import type { SettingsOf } from '../../src/core/kernel/knobs.ts'
import { Random } from '../../src/core/kernel/random.ts'
import type { World } from '../dataset.ts'
import { createBids } from './bids.ts'
import { calibrate } from './calibrate.ts'
import { slateStreams } from './chances.ts'
import { clickCurve, examination } from './clicks.ts'
import { createEffects, SLOPE } from './effects.ts'
import { createEntities } from './entities.ts'
import { FIELD, schemaOf, sizesOf } from './fields.ts'
import type { knobs } from './knobs.ts'
import { createPolicy } from './policy.ts'
import { slateDrawer } from './slate-drawer.ts'
import { createWander } from './wander.ts'
import { worldOf, type Parts } from './world.ts'

/** Its world, made of what the settings and the seed give. @throws one line where they contradict one another */
export function create(settings: SettingsOf<typeof knobs>, seed: number): World {
  const root = Random.of(seed).stream('ad-ctr')
  const sizes = sizesOf(settings)
  const entities = createEntities(sizes, root.stream('entities'))
  const effects = createEffects(settings, sizes, entities, root.stream('effects'))
  const examined = examination(settings.positionBias)
  const unscored = clickCurve(Math.sqrt(settings.noise * settings.noise + SLOPE.affinity * SLOPE.affinity))

  const categories = effects.alone[FIELD.adCategory].length
  const trial = root.stream('calibration')
  const calibration = calibrate(
    settings.baseRate,
    examined,
    unscored,
    slateDrawer(settings, sizes, entities, effects, slateStreams(trial)),
    createPolicy(settings, trial.stream('policy')),
    trial.stream('arrivals'),
    categories
  )
  const law = {
    schema: schemaOf(sizes),
    rows: settings.rows,
    baseRate: settings.baseRate,
    intercept: calibration.intercept,
    examined,
    scored: clickCurve(settings.noise),
    unscored,
    wander: createWander(settings.wander, categories, settings.baseRate, calibration, root.stream('wander')),
    showsAll: settings.wander === 0,
  }
  const requestsOf = (random: Random): Parts['requests'] => ({
    drawSlate: slateDrawer(settings, sizes, entities, effects, slateStreams(random.stream('requests'))),
    policy: createPolicy(settings, random.stream('policy')),
    arrivals: random.stream('arrivals'),
    labels: random.stream('labels'),
    broken: random.stream('broken'),
    bids: createBids(sizes, root.stream('bids of ads'), random.stream('bids')),
    sibling: (name) => requestsOf(root.stream(`sibling ${name}`)),
  })
  return worldOf({ ...law, requests: requestsOf(root), bendings: [] })
}
