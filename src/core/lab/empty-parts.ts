import { maturityOf } from '../kernel/maturity.ts'
import { DAY } from '../kernel/time.ts'
import type { Table } from '../kernel/table.ts'
import { inDays } from '../kernel/words.ts'
import { PAST } from '../training/random-split.ts'
import { retrainingDays, settledDays } from '../training/retraining-days.ts'
import type { Recipe } from '../training/run.ts'
import type { Split } from '../training/split.ts'

const OR_AS_KNOWN = 'or labels in training as known then'

/** @throws one line where there is nothing to train or to validate on, with what would give some */
export function refuseEmpty({ train, validation }: Split, table: Table, recipe: Recipe): void {
  if (train.length > 0 && validation.length > 0) return
  const maturity = recipe.split.labels === 'known' ? maturityOf(table, recipe.split.maturityDays) : null
  if (!maturity) throw new Error(`no training rows: ${table.rows} are too few to part; choose more rows`)
  const days = table.rows ? Math.round((table.time[table.rows - 1] - table.time[0]) / DAY) : 0
  const { window } = maturity
  const settled = window ? window.seconds : settledDays(recipe) * DAY
  const why = window?.from === 'longest delay' ? ', the longest delay of a positive,' : ''
  const cure =
    recipe.purpose === 'retraining' ? retrainingCure(recipe) : window ? SOONER : trainingCure(recipe, settled / DAY)
  throw new Error(
    `no training rows: labels settle after ${inDays(settled)}${why} and these rows span ${days} days; ${cure}, ${OR_AS_KNOWN}`
  )
}

const SOONER = 'choose fewer days until labels settle (maturityDays)'

function retrainingCure(recipe: Recipe): string {
  const days = retrainingDays(recipe)
  return recipe.range?.from === 0 ? `run traffic until day ${days}` : `retrain on ${days} days`
}

/** By time, the past has to be longer than labels take; a prequential fold can wait for them instead. */
function trainingCure({ split }: Recipe, settledDays: number): string {
  if (split.split === 'prequential') return `choose a delay of ${Math.ceil(settledDays)} days (delayDays)`
  return `choose more rows, for ${Math.ceil(settledDays / PAST) + 1} days`
}
