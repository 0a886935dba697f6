import { treatments } from '../treatments/kinds/index.ts'
import type { Treatment } from '../treatments/treatment.ts'
import type { FoundRun } from './found-run.ts'

/** What `undoText` says in a few words, beside a run's name. */
export function undoBrief(run: Pick<FoundRun, 'spec'>): string {
  const text = undoText(run)
  const end = text.indexOf('. ')
  return end < 0 ? text : `${text.slice(0, end)}: right on average on training rows`
}

/** In sentences, what a run's treatment did to its scores and what of that is corrected; empty where nothing was done. */
export function undoText({ spec: { settings } }: Pick<FoundRun, 'spec'>): string {
  const found: Treatment | undefined = treatments.find(({ id }) => id === settings?.treatment)
  if (!found || found.distortion === 'none') return ''
  if (found.distortion === 'unknown') return `${found.label}: no formula undoes what it does to scores.`
  if (!settings?.undo) return `${found.label}, not undone: scores are not probabilities of the real rows.`
  const what =
    'Undoing corrects the level of scores by formula, never their order, and is exact only where the model fits.'
  return `${found.label}, undone. ${found.undoHelp ?? what}`
}
