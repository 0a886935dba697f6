import { hasTime } from '../../datasets/imports/has-time.ts'
import { groupOf } from '../../datasets/imports/plan.ts'
import { planIn } from '../../datasets/own-data/stored-plan.ts'
import { datasetOf } from '../../datasets/index.ts'
import type { DataFile } from '../core/training/run.ts'
import { isSplitPossible, type SplitFacts, type SplitSettings } from '../core/training/split-knobs.ts'
import type { LabDocument } from './document.ts'
import { scenarioOf } from './stories/index.ts'

/** What a file's plan says of its rows. */
export function factsOfFile(file: Pick<DataFile, 'plan'>): SplitFacts {
  const plan = planIn(file)
  const has = (wanted: string): boolean => plan.columns.some(({ role }) => role === wanted)
  return { hasTime: hasTime(plan), hasGroups: has('group'), hasLabelTimes: has('labelTime') }
}

/** What the rows of a lab say of themselves, as far as splits ask for it. */
export function factsOf({ scenario, file }: Pick<LabDocument, 'scenario' | 'file'>): SplitFacts {
  if (file) return factsOfFile(file)
  const { hasGroups = false, settlesAfterDays, fromFile } = datasetOf(scenarioOf(scenario).dataset)
  return { hasTime: !fromFile, hasGroups, hasLabelTimes: settlesAfterDays !== undefined }
}

/** The default split of a file: by time where it has one, else whole groups where it has them, else at random. */
export function usualSplit({ hasTime, hasGroups }: SplitFacts): SplitSettings['split'] {
  if (hasTime) return 'time'
  return hasGroups ? 'grouped' : 'random'
}

/** The split that was, where these rows can be parted so; else the usual one of the file. What followed from the file before is chosen anew. */
export function splitOnFile(split: string, file: DataFile, before: DataFile | null): SplitSettings['split'] {
  const facts = factsOfFile(file)
  const wasUsual = before !== null && split === usualSplit(factsOfFile(before))
  return wasUsual || !isSplitPossible(split, facts) ? usualSplit(facts) : split
}

/** Why a file has its default split; null where there is no reason to name. */
export function splitReason(file: DataFile): string | null {
  if (usualSplit(factsOfFile(file)) !== 'grouped') return null
  return `rows of one ${groupOf(planIn(file))} stay in one part: the file has a group and no time, so its split is grouped`
}
