import { view as alerts } from './decisions/alerts.ts'
import { view as audit } from './data/audit.ts'
import { view as calibration } from './evaluation/calibration.ts'
import { view as confusion } from './evaluation/confusion.ts'
import { view as cost } from './decisions/cost.ts'
import { view as drift } from './operation/drift.ts'
import { view as engines } from './race/engines.ts'
import { view as examples } from './decisions/examples.ts'
import { view as fields } from './data/fields.ts'
import { view as gains } from './decisions/gains.ts'
import { view as gap } from './evaluation/gap.ts'
import { view as histogram } from './evaluation/histogram.ts'
import { view as hours } from './data/hours.ts'
import { view as importance } from './trees/importance.ts'
import { view as intervals } from './decisions/intervals.ts'
import { view as missing } from './data/missing.ts'
import { view as numbers } from './data/numbers.ts'
import { view as position } from './data/position.ts'
import { view as pr } from './evaluation/pr.ts'
import { view as published } from './evaluation/published.ts'
import { view as race } from './race/race.ts'
import { view as roc } from './evaluation/roc.ts'
import { view as rounds } from './trees/rounds.ts'
import { view as runs } from './race/runs.ts'
import { view as sample } from './data/sample.ts'
import { view as slices } from './decisions/slices.ts'
import { view as stability } from './operation/stability.ts'
import { view as tradeoff } from './evaluation/tradeoff.ts'
import { view as trees } from './trees/trees.ts'
import { view as truth } from './data/truth.ts'
import type { View } from './view.ts'
import { view as why } from './trees/why.ts'

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
