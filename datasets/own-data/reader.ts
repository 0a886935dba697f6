import type { Draw } from '../../src/core/kernel/table.ts'
import { hasTime } from '../imports/has-time.ts'
import { importFile, inspectFile } from '../imports/index.ts'
import type { ReadOptions } from '../imports/import.ts'
import { NONE_MALFORMED } from '../imports/malformed.ts'
import { groupOf, labelOf } from '../imports/plan.ts'
import type { Inspection } from '../imports/plan-of.ts'
import type { OpenedFile } from '../opened-file.ts'
import { choicesIn, planIn, type StoredPlan } from './stored-plan.ts'

/** Looks at a file and infers how it is read, as far as these choices leave it open. @throws where they are none, and as `inspectFile` */
export async function inspect(file: Blob, choices: unknown, options: ReadOptions): Promise<Inspection> {
  const said = choicesIn({ choices })
  if (!said) throw new Error('invalid choices of how a file is read; expected a dialect, columns or a positive value')
  return inspectFile(file, said, options)
}

/** The table of a file as a recipe says it is read. @throws as `importFile` */
export function openFile(
  file: StoredPlan & { readonly blob: Blob },
  options: ReadOptions & { readonly shared: boolean }
): Promise<OpenedFile> {
  return importFile(file.blob, planIn(file), options)
}

/** The rows of a file that another worker read, which alone can tell what it left out. */
export function openedElsewhere(file: StoredPlan, draw: Draw): OpenedFile {
  const plan = planIn(file)
  const { label, rows } = draw.table
  const positives = label.reduce((sum: number, one) => sum + one, 0)
  const counts = { rowsRead: rows, baseRate: rows > 0 ? positives / rows : 0 }
  const facts = { label: labelOf(plan), hasTime: hasTime(plan), group: groupOf(plan) }
  return { draw, malformed: NONE_MALFORMED, ...counts, ...facts, notes: [] }
}
