import { view as alerts } from './alerts.ts'
import { view as audit } from './audit.ts'
import { view as calibration } from './calibration.ts'
import { view as confusion } from './confusion.ts'
import { view as cost } from './cost.ts'
import { view as drift } from './drift.ts'
import { view as engines } from './engines.ts'
import { view as examples } from './examples.ts'
import { view as fields } from './fields.ts'
import { view as gains } from './gains.ts'
import { view as gap } from './gap.ts'
import { view as histogram } from './histogram.ts'
import { view as hours } from './hours.ts'
import { view as importance } from './importance.ts'
import { view as intervals } from './intervals.ts'
import { view as missing } from './missing.ts'
import { view as numbers } from './numbers.ts'
import { view as position } from './position.ts'
import { view as pr } from './pr.ts'
import { view as published } from './published.ts'
import { view as race } from './race.ts'
import { view as roc } from './roc.ts'
import { view as rounds } from './rounds.ts'
import { view as runs } from './runs.ts'
import { view as sample } from './sample.ts'
import { view as slices } from './slices.ts'
import { view as stability } from './stability.ts'
import { view as tradeoff } from './tradeoff.ts'
import { view as trees } from './trees.ts'
import { view as truth } from './truth.ts'
import type { View } from './view.ts'
import { view as why } from './why.ts'

/** Every picture, in the order of the steps. */
export const views = [
  truth,
  position,
  hours,
  fields,
  numbers,
  missing,
  sample,
  audit,
  race,
  engines,
  runs,
  rounds,
  importance,
  trees,
  roc,
  pr,
  confusion,
  cost,
  alerts,
  gains,
  intervals,
  slices,
  examples,
  why,
  histogram,
  calibration,
  gap,
  tradeoff,
  published,
  drift,
  stability,
] as const satisfies readonly View[]
