import type { SettingsOf } from '../../src/core/kernel/knobs.ts'
import { Random } from '../../src/core/kernel/random.ts'
import type { World } from '../dataset.ts'
import { DAYS } from './calendar.ts'
import type { knobs } from './knobs.ts'
import type { Size } from './profiles.ts'
import { worldOf } from './world.ts'

/** Of the data set used throughout the book. */
export const SIZE: Size = { customers: 5_000, terminals: 10_000, radius: 5, days: DAYS }

/** Its world, made of what the settings and the seed give. @throws one line where they contradict one another */
export function create(settings: SettingsOf<typeof knobs>, seed: number): World {
  return worldOf(SIZE, settings, Random.of(seed).stream('fraud-handbook'))
}
