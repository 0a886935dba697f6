import { isOfSameSize, parseFileChoices, type FileChoices } from '../scenarios/file-choices.ts'
import type { Choices } from '../../datasets/imports/choices.ts'
import { fileKey } from './file-key.ts'

type Named = Pick<FileChoices, 'name' | 'fingerprint'>

const KEY = 'skewlab.files.1'
/** Files whose corrections are kept, the latest of them. */
const MOST_FILES = 30
/** Of all of them as text. */
const MOST_LETTERS = 500_000

/**
 * What a person said of this file before, or of one of the same name and size: a copy is younger. Null where nothing was said,
 * or it cannot be read.
 */
export function rememberedChoices(file: Named): Choices | null {
  const all = kept()
  const same = all.find((other) => fileKey(other) === fileKey(file))
  const { choices = {} } = same ?? all.find((other) => other.name === file.name && isOfSameSize(other, file)) ?? {}
  return isSaying(choices) ? choices : null
}

/** Keeps what a person said of a file for the next time it is chosen; nothing said is nothing kept. */
export function rememberChoices({ name, fingerprint }: Named, choices: Choices): void {
  const others = kept().filter((other) => fileKey(other) !== fileKey({ name, fingerprint }))
  const all = isSaying(choices) ? [{ name, fingerprint, choices }, ...others] : others
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

/** What lies in storage may be anything. */
function kept(): FileChoices[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    if (!Array.isArray(found)) return []
    return found.slice(0, MOST_FILES).flatMap((one) => parseFileChoices(one, []) ?? [])
  } catch {
    return []
  }
}
