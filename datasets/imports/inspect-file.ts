import { assumed } from './assumed.ts'
import type { Choices } from './choices.ts'
import { planOf, type Inspection } from './plan-of.ts'
import type { ReadOptions } from './import.ts'
import { importers } from './importers.ts'
import { MOST_COLUMNS, MOST_ROWS, tooManyColumns } from './limits.ts'
import { shownCount } from '../../src/core/kernel/words.ts'
import { refuseOthers } from './magic.ts'
import { malformedOf } from './malformed.ts'
import { readBytes } from './read-bytes.ts'

const MAGIC_BYTES = 4096

/**
 * Looks at a file and infers how it becomes a table, as far as a person has not chosen.
 * @throws one line where no table can be made of it; the signal's reason where it was cancelled
 */
export async function inspectFile(file: Blob, choices: Choices = {}, options: ReadOptions = {}): Promise<Inspection> {
  options.signal?.throwIfAborted()
  if (file.size === 0) throw new Error('an empty file: 0 bytes; expected CSV or Parquet')
  const head = await readBytes(file, 0, MAGIC_BYTES)
  refuseOthers(head)
  const importer = importers.find((one) => one.claims(head)) ?? importers[importers.length - 1]
  const sample = await importer.sample(file, choices.dialect ?? {}, options)
  const { profiles, rows, sampled, malformed } = sample
  if (profiles.length > MOST_COLUMNS) throw tooManyColumns(profiles.length)
  if (sampled === 0) {
    const [first] = malformed.first
    throw new Error(
      first ? `every row is malformed: line ${first.line}: ${first.reason}` : 'no rows: the file holds a header only'
    )
  }
  const noted = [...sample.noted]
  if (rows.count > MOST_ROWS) {
    const found = `${rows.exact ? '' : 'about '}${shownCount(rows.count)}`
    const most = shownCount(MOST_ROWS)
    noted.push(assumed('rows', null, `too many rows: ${found}; at most ${most} can be read: choose the first ${most}`))
  }
  const { dialect, head: firstRows } = sample
  const columns = profiles.map((profile) => profile.look())
  const counts = { rows, sampled, malformed: malformedOf(malformed) }
  return planOf({ format: importer.id, dialect, columns, ...counts, head: firstRows, noted }, choices)
}
