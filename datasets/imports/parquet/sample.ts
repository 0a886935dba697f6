import { assumed } from '../assumed.ts'
import type { Dialect } from '../plan.ts'
import type { ReadOptions, Sample } from '../import.ts'
import { profileOf } from '../profile.ts'
import { plainText } from '../cells/plain-text.ts'
import { keptRows } from '../kept-cells.ts'
import { NONE_MALFORMED } from '../malformed.ts'
import { columnNames } from '../names.ts'
import { listed } from '../../../src/core/kernel/words.ts'
import { SHOWN_ROWS } from '../shown.ts'
import { pause } from '../read-bytes.ts'
import { columnValues } from './column-values.ts'
import { openParquet } from './open.ts'
import { cellValue } from './values.ts'

const ROWS_PER_GROUP = 4000

/** Looks at the first rows of the first and the last row group. */
export async function sampleParquet(file: Blob, _: Partial<Dialect>, options: ReadOptions): Promise<Sample> {
  const { metadata, leaves, rows } = await openParquet(file)
  const { names, warnings } = columnNames(leaves.map((leaf) => leaf.name))
  const profiles = names.map((name, i) => profileOf(name, leaves[i].declared, keptRows(names.length)))
  const groups = [...new Set([0, metadata.row_groups.length - 1])].filter(
    (group) => Number(metadata.row_groups[group]?.num_rows ?? 0) > 0
  )
  const steps = groups.length * leaves.length
  let step = 0
  let sampled = 0
  const head: string[][] = []
  for (const group of groups) {
    const count = Math.min(ROWS_PER_GROUP, Number(metadata.row_groups[group].num_rows))
    for (const [i, leaf] of leaves.entries()) {
      await pause(options, Math.round((file.size * step++) / steps), file.size, sampled)
      if (leaf.declared?.refused) continue
      const valueAt = await columnValues(file, { metadata, group, leaf, rows: count })
      for (let row = 0; row < count; row++) {
        const value = cellValue(valueAt(row))
        profiles[i].value(value)
        if (sampled + row < SHOWN_ROWS)
          (head[sampled + row] ??= names.map(() => ''))[i] = plainText(String(value ?? ''))
      }
    }
    sampled += count
  }
  await pause(options, file.size, file.size, sampled)
  const nested = names.filter((_, i) => leaves[i].declared?.refused)
  if (nested.length > 0) warnings.push(`ignored ${listed(nested)}: nested columns cannot be read`)
  return {
    dialect: null,
    profiles,
    rows: { count: rows, exact: true },
    sampled,
    malformed: NONE_MALFORMED,
    head,
    noted: warnings.map((text) => assumed('text', null, text)),
  }
}
