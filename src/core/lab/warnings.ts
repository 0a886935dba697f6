import { DAY } from '../kernel/time.ts'
import type { OpenedFile } from '../../../datasets/opened-file.ts'
import { maturityOf, type SettlingWindow } from '../kernel/maturity.ts'
import type { Table } from '../kernel/table.ts'
import { inDays, listed } from '../kernel/words.ts'
import { isRare, RARE } from '../training/random-split.ts'
import type { Recipe } from '../training/run.ts'
import { isDealt, keepsGroups } from '../training/split-knobs.ts'
import type { Split } from '../training/split.ts'
import { largestMoment } from '../training/time-cut.ts'
import { crossingGroups, groupLikeColumns } from './crossing.ts'

/** What is wrong with rows, or was assumed of them, in one line. */
export interface Warning {
  readonly text: string
  /** Whether numbers of runs on these rows say nothing, or not what they seem to. */
  readonly spoilsMetrics: boolean
}

/** Groups whose rows agree more than this on their label tell it by themselves. */
const TELLS = 0.5
const NEARLY_ALWAYS = 0.9
/** Fewer of a class than this in the test are chance. */
const FEWEST = 10
/** A moment with more than this share of the rows moves a cut by time far from its place. */
const LARGE_MOMENT = 0.1

interface Parted {
  readonly recipe: Recipe
  /** With the labels as they turned out. */
  readonly table: Table
  /** With the labels that training and validation use. */
  readonly known: Table
  readonly split: Split
  /** What became of a file; null where rows come from a world. */
  readonly imported: OpenedFile | null
}

/** All warnings about rows and their split that limit how far their metrics can be trusted. */
export function warningsOf(parted: Parted): Warning[] {
  return [...fewLabels(parted), ...crossing(parted), ...assumed(parted), ...moments(parted)]
}

function fewLabels({ recipe, table, known, split }: Parted): Warning[] {
  const spoilt = (text: string): Warning => ({ text, spoilsMetrics: true })
  const warnings: Warning[] = []
  if (split.test.length === 0 && recipe.purpose === 'lab')
    warnings.push(spoilt(`no test rows: ${reasonsOf(split)}; nothing tells how a model does on new rows`))
  for (const sort of ['positive', 'negative'] as const) {
    const count = (labels: Uint8Array, rows: Uint32Array): number => {
      let found = 0
      for (const row of rows) if ((labels[row] === 1) === (sort === 'positive')) found++
      return found
    }
    if (split.train.length > 0 && count(known.label, split.train) === 0)
      warnings.push(spoilt(`no ${sort} in training: no model can learn from these rows, so no metric means anything`))
    if (split.validation.length > 0 && count(known.label, split.validation) === 0)
      warnings.push(
        spoilt(
          `no ${sort} in validation: early stopping, the threshold and recalibration have no positives to use, so precision, recall and F1 mean nothing`
        )
      )
    const tested = count(table.label, split.test)
    if (split.test.length > 0 && tested < FEWEST) warnings.push(spoilt(fewTested(sort, tested)))
  }
  return warnings
}

function reasonsOf({ left }: Split): string {
  const reasons = left.map(({ reason, rows }) => `${rows} are left out, as ${reason}`)
  return reasons.length > 0 ? reasons.join(', ') : 'the table has too few'
}

function fewTested(sort: 'positive' | 'negative', count: number): string {
  const some = count === 0 ? `no ${sort}` : `${count} ${sort}${count === 1 ? '' : 's'} only`
  return `${some} in test: AUC, PR AUC, precision, recall, F1, calibration, the ranking metrics and their intervals are worthless; expected ${FEWEST} at least`
}

function crossing({ recipe, table, known, split, imported }: Parted): Warning[] {
  if (split.test.length === 0 || keepsGroups(recipe.split.split)) return []
  const isByChance = isDealt(recipe.split.split)
  const groups = crossingGroups(table, known, split)
  const tells = groups !== null && (groups.agreement ?? 0) >= TELLS
  const warnings: Warning[] = []
  // In a world no model reads whose row it is, and the same customers come back in production too: by time that is no leak.
  if (groups && groups.share > 0 && (isByChance || (tells && imported))) {
    const group = imported?.group ?? 'customer'
    const alike = tells ? `, and rows of one ${group} ${sharingLabels(groups.agreement)}` : ''
    warnings.push({
      text: `${percent(groups.share)} of test rows share their ${group} with training rows${alike}: metrics are too good; choose the split ${isByChance ? 'grouped' : 'grouped by time'}`,
      spoilsMetrics: true,
    })
  }
  if (isByChance && !tells) warnings.push(...groupLike(groupLikeColumns(table, known, split)))
  return warnings
}

function sharingLabels(agreement: number | null): string {
  if (agreement !== null && agreement >= NEARLY_ALWAYS) return 'nearly always have the same label'
  return `often have the same label (agreement ${(agreement ?? 0).toFixed(2)}, where 0 is chance and 1 is always)`
}

function groupLike(columns: ReturnType<typeof groupLikeColumns>): Warning[] {
  if (columns.length === 0) return []
  const names = listed(columns.map(({ label }) => label))
  const [{ share }] = columns
  return [
    {
      text: `rows with the same value of ${names} ${sharingLabels(columns[0].agreement)}, and ${percent(share)} of test rows share theirs with training rows: metrics are too good; make it the group, or leave it out`,
      spoilsMetrics: true,
    },
  ]
}

/** Days after which labels count as settled, for both classes; null where each row says by itself, or time plays no part. */
export function settledAfterDays(parted: Pick<Parted, 'recipe' | 'table' | 'split'>): number | null {
  const window = windowOf(parted)
  return window && window.seconds / DAY
}

function windowOf({ recipe, table, split }: Pick<Parted, 'recipe' | 'table' | 'split'>): SettlingWindow | null {
  const { labels, maturityDays } = recipe.split
  return split.now < Infinity && labels === 'known' ? (maturityOf(table, maturityDays)?.window ?? null) : null
}

/** What was assumed of labels, and how few of them were dealt. */
function assumed(parted: Parted): Warning[] {
  const { split: settings, purpose } = parted.recipe
  const warnings: Warning[] = []
  const window = windowOf(parted)
  if (window?.from === 'longest delay' && window.seconds > 0)
    warnings.push(
      note(
        `labels count as settled ${inDays(window.seconds)} after their row, the longest delay of a positive: younger rows are not trained on; another number of days is maturityDays`
      )
    )
  if (purpose === 'lab' && (settings.split === 'random' || settings.split === 'fold') && isRare(parted.table))
    warnings.push(note(`fewer than ${RARE} rows of one class: each part got its share of them`))
  return warnings
}

/** Cuts by time that fall far from their place, or that time has no part in. */
function moments({ recipe, table, split, imported }: Parted): Warning[] {
  const { split: settings, purpose } = recipe
  if (purpose === 'retraining' || isDealt(settings.split)) return []
  if (imported && !imported.hasTime)
    return [note('no time column: the split by time cuts the rows in the order of the file')]
  const together = settings.split === 'time' ? largestMoment(table.time) : 0
  if (together <= LARGE_MOMENT * table.rows) return []
  return [
    note(
      `${together} of ${table.rows} rows share one time and stay together: training has ${split.train.length} rows, validation ${split.validation.length}, test ${split.test.length}`
    ),
  ]
}

function note(text: string): Warning {
  return { text, spoilsMetrics: false }
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`
}
