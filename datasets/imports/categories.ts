import type { CategoricalColumn } from '../../src/core/kernel/table.ts'
import type { CodedBuilder } from './columns/coded-column.ts'
import { numbersOfTexts } from './numbers-of-texts.ts'
import { countsOf } from './label-values.ts'
import { MOST_CATEGORIES, MOST_NAMES, counted, shownCount } from './limits.ts'

export interface Categories {
  readonly schema: CategoricalColumn
  /** Code in the table by code of the builder. */
  readonly to: Uint16Array
  readonly notes: readonly string[]
}

/** A table's codes for a column: 1 is the most frequent value; values without a code of their own share the last. Null where every value is missing. */
export function categoriesOf(name: string, builder: CodedBuilder, rows: number): Categories | null {
  const counts = countsOf(builder, rows)
  const rest = builder.overflows ? builder.size : 0
  const ranked = Array.from(counts.keys()).filter((code) => code > 0 && code !== rest && counts[code] > 0)
  if (ranked.length === 0) return null
  ranked.sort((a, b) => counts[b] - counts[a] || a - b)
  const to = new Uint16Array(counts.length)
  ranked.forEach((code, rank) => (to[code] = rank + 1))
  const named = ranked.slice(0, MOST_NAMES).map((code) => builder.textOf(code))
  const notes: string[] = []
  const broken = named.filter((text) => text.includes('\ufffd')).length
  if (broken > 0)
    notes.push(`${name}: ${broken} of its values are not in the encoding chosen; their bad bytes show as \ufffd`)
  if (rest > 0) {
    to[rest] = ranked.length + 1
    notes.push(
      `${name}: more than ${shownCount(MOST_CATEGORIES)} values; the others, in ${counted(counts[rest], 'row', 'rows')}, count as one`
    )
  }
  const cardinality = ranked.length + (rest > 0 ? 1 : 0)
  const numbers = numbersOfTexts(ranked.length, (i) => named[i] ?? builder.textOf(ranked[i]), cardinality)
  return {
    schema: {
      ...{ id: name, label: name, help: `Column ${name} of your file.`, cardinality, values: named },
      ...(numbers ? { held: 'numbers' as const, numbers } : { held: 'texts' as const }),
    },
    to,
    notes,
  }
}
