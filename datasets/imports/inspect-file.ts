import { inferPlan } from './infer-plan.ts'
import type { Dialect, Inspection, Reading } from './import.ts'
import { importers } from './importers.ts'
import { MOST_COLUMNS, MOST_ROWS, shownCount, tooManyColumns } from './limits.ts'
import { refuseOthers } from './magic.ts'
import { readBytes } from './read-bytes.ts'

const MAGIC_BYTES = 4096

/**
 * Looks at a file and infers how it becomes a table; `asked` settles what the guess got wrong.
 * @throws one line where no table can be made of it; the signal's reason where it was cancelled
 */
export async function inspectFile(
  file: Blob,
  asked: Partial<Dialect> = {},
  reading: Reading = {}
): Promise<Inspection> {
  reading.signal?.throwIfAborted()
  if (file.size === 0) throw new Error('an empty file: 0 bytes; expected CSV or Parquet')
  const head = await readBytes(file, 0, MAGIC_BYTES)
  refuseOthers(head)
  const importer = importers.find((one) => one.claims(head)) ?? importers[importers.length - 1]
  const sample = await importer.sample(file, asked, reading)
  const { profiles, rows, sampled, malformed } = sample
  if (profiles.length > MOST_COLUMNS) throw tooManyColumns(profiles.length)
  if (sampled === 0) {
    const [first] = malformed.first
    throw new Error(
      first ? `every row is malformed: line ${first.line}: ${first.reason}` : 'no rows: the file holds a header only'
    )
  }
  const { plan, warnings } = inferPlan(importer.id, sample)
  const all = [...sample.warnings, ...warnings]
  if (rows.count > MOST_ROWS) {
    const found = `${rows.exact ? '' : 'about '}${shownCount(rows.count)}`
    all.push(
      `too many rows: ${found}; at most ${shownCount(MOST_ROWS)} can be read: choose the first ${shownCount(MOST_ROWS)}`
    )
  }
  return {
    plan,
    columns: profiles.map((profile, i) => profile.report(plan.columns[i].type)),
    rows,
    sampled,
    malformed: { count: malformed.count, first: [...malformed.first] },
    warnings: all,
  }
}
