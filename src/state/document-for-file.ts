import { defaultDocument, type LabDocument } from '../scenarios/document.ts'
import { splitOnFile } from '../scenarios/file-split.ts'
import { isOfFile, scenarioOfFiles } from '../scenarios/of-file.ts'
import { usesRows } from '../core/training/recipe-key.ts'
import { lacksFile, recipeOf } from '../scenarios/recipe.ts'
import type { DataFile, RunSpec } from '../core/training/run.ts'

type OnRows = readonly { readonly spec: Pick<RunSpec, 'recipe'> }[]

/** The lab on rows of the person's own, split as it was where they can be; what a teacher set stays. */
export function documentForFile(document: LabDocument, file: DataFile): LabDocument {
  const own = ownDocument(document)
  return { ...own, file, split: { ...own.split, split: splitOnFile(own.split.split, file, own.file) } }
}

/** The same lab where it is one of own data already; else that lab as it begins, with what a teacher set. */
function ownDocument(document: LabDocument): LabDocument {
  if (isOfFile(document.scenario)) return document
  const own = defaultDocument(scenarioOfFiles())
  return { ...own, view: { ...own.view, step: 'data' }, teach: document.teach }
}

/** The file that a document lacks: that of the newest run which is on it in all else. */
export function fileOn(document: LabDocument, runs: OnRows): DataFile | null {
  if (!lacksFile(document)) return null
  const found = runs.findLast((run) => {
    const { file } = run.spec.recipe
    return file && usesRows(run, recipeOf({ ...document, file }))
  })
  return found?.spec.recipe.file ?? null
}

/** The file that the newest run on one is on. */
export function lastFile(runs: OnRows): DataFile | null {
  return runs.findLast(({ spec }) => spec.recipe.file)?.spec.recipe.file ?? null
}
