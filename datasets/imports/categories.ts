import { MOST_NARROW } from '../../src/core/kernel/codes.ts'
import type { CategoricalColumn } from '../../src/core/kernel/table.ts'
import type { CodedBuilder } from './columns/coded-column.ts'
import { numbersOfTexts } from './numbers-of-texts.ts'
import { countsOf } from './label-values.ts'
import { MOST_NAMES } from './limits.ts'

export interface Categories {
  readonly schema: CategoricalColumn
  /** Code in the table by code of the builder. */
  readonly to: Uint32Array
  readonly notes: readonly string[]
}

/** A table's codes for a column: 1 is the most frequent value. Null where every value is missing. */
export function categoriesOf(name: string, builder: CodedBuilder, rows: number): Categories | null {
  const counts = countsOf(builder, rows)
  const ranked = Array.from(counts.keys()).filter((code) => code > 0 && counts[code] > 0)
  if (ranked.length === 0) return null
  ranked.sort((a, b) => counts[b] - counts[a] || a - b)
  const to = new Uint32Array(counts.length)
  ranked.forEach((code, rank) => (to[code] = rank + 1))
  const named = ranked.slice(0, MOST_NAMES).map((code) => builder.textOf(code))
  const notes: string[] = []
  const broken = named.filter((text) => text.includes('\ufffd')).length
  if (broken > 0)
    notes.push(`${name}: ${broken} of its values are not in the encoding chosen; their bad bytes show as \ufffd`)
  const cardinality = ranked.length
  const numbers = numbersOfTexts(ranked.length, (i) => named[i] ?? builder.textOf(ranked[i]), cardinality)
  return {
    schema: {
      ...{ id: name, label: name, help: `Column ${name} of your file.`, cardinality, values: named },
      ...(cardinality > MOST_NARROW && { isWide: true as const }),
      ...(numbers ? { held: 'numbers' as const, numbers } : { held: 'texts' as const }),
    },
    to,
    notes,
  }
}
