import * as v from 'valibot'
import type { Choices, ColumnType, Encoding, NumberStyle, Role, TimeUnit } from '../../datasets/imports/import.ts'
import type { DataFile } from '../core/training/run.ts'

type Named = Pick<DataFile, 'name' | 'fingerprint'>

const KEY = 'skewlab.files.1'
/** Files whose corrections are kept, the latest of them. */
const MOST_FILES = 30
/** Of all of them as text. */
const MOST_LETTERS = 500_000

/** What a person said of this file before; null where nothing was said, or it cannot be read. */
export function rememberedChoices(file: Named): Choices | null {
  return kept().find(({ key }) => key === keyOf(file))?.choices ?? null
}

/** Keeps what a person said of a file for the next time it is chosen; nothing said is nothing kept. */
export function rememberChoices(file: Named, choices: Choices): void {
  const others = kept().filter(({ key }) => key !== keyOf(file))
  const all = isSaying(choices) ? [{ key: keyOf(file), choices }, ...others] : others
  let text = JSON.stringify(all.slice(0, MOST_FILES))
  for (let most = Math.min(all.length, MOST_FILES) - 1; text.length > MOST_LETTERS; most--)
    text = JSON.stringify(all.slice(0, most))
  try {
    localStorage.setItem(KEY, text)
  } catch {
    // Without storage a person says it again next time.
  }
}

export function isSaying({ dialect, columns, positive }: Choices): boolean {
  return Object.keys(dialect ?? {}).length > 0 || (columns?.length ?? 0) > 0 || positive !== undefined
}

function kept(): readonly v.InferOutput<typeof keptSchema>[number][] {
  try {
    const found = v.safeParse(keptSchema, JSON.parse(localStorage.getItem(KEY) ?? '[]'))
    return found.success ? found.output : []
  } catch {
    return []
  }
}

function keyOf({ name, fingerprint }: Named): string {
  return `${name} ${fingerprint}`
}

const roles = ['label', 'time', 'labelTime', 'group', 'amount', 'feature', 'ignore'] as const satisfies readonly Role[]
const types = ['numeric', 'categorical', 'time', 'boolean'] as const satisfies readonly ColumnType[]
const units = [
  ...(['nanoseconds', 'microseconds', 'milliseconds', 'seconds', 'minutes', 'hours', 'days'] as const),
  ...(['yyyymmdd', 'day/month/year', 'month/day/year'] as const),
] satisfies readonly TimeUnit[]
const styles = ['1,234.56', '1.234,56'] as const satisfies readonly NumberStyle[]
const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const satisfies readonly Encoding[]

const choicesSchema = v.object({
  dialect: v.optional(
    v.partial(
      v.object({
        delimiter: v.pipe(v.string(), v.length(1)),
        decimal: v.picklist(['.', ',']),
        encoding: v.picklist(encodings),
        hasHeader: v.boolean(),
        skip: v.pipe(v.number(), v.integer(), v.minValue(0)),
        comment: v.string(),
      })
    )
  ),
  columns: v.optional(
    v.array(
      v.object({
        name: v.string(),
        role: v.optional(v.picklist(roles)),
        type: v.optional(v.picklist(types)),
        missing: v.optional(v.array(v.string())),
        timeUnit: v.optional(v.picklist(units)),
        numbers: v.optional(v.picklist(styles)),
      })
    )
  ),
  positive: v.optional(v.string()),
})
const keptSchema = v.array(v.object({ key: v.string(), choices: choicesSchema }))
