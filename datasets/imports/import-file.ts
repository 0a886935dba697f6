import type { OpenedFile } from '../opened-file.ts'
import { finishTable } from './finish-table.ts'
import type { ImportPlan } from './plan.ts'
import type { ReadOptions } from './import.ts'
import { checkPlan } from './check-plan.ts'
import { importerOf } from './importers.ts'
import { tableBuilder } from './table-builder.ts'

/**
 * Reads a file into a table by a plan, in a SharedArrayBuffer where `shared`. Holds the table twice, a
 * megabyte of text or the unpacked column of a Parquet row group, and two columns while it is sorted.
 * @throws one line saying what is wrong and what is allowed; the signal's reason where it was cancelled
 */
export async function importFile(
  file: Blob,
  plan: ImportPlan,
  options: ReadOptions & { readonly shared?: boolean } = {}
): Promise<OpenedFile> {
  checkPlan(plan)
  options.signal?.throwIfAborted()
  const table = tableBuilder(plan)
  await importerOf(plan.format).read(file, plan, table, options)
  return finishTable(plan, table, options.shared ?? false)
}
