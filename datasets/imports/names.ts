import { plainText } from './cells/plain-text.ts'
import { listed } from '../../src/core/kernel/words.ts'

/** Names of columns as they may be shown: never empty, never the same; and a warning where names had to change. */
export function columnNames(raw: readonly string[]): { names: string[]; warnings: string[] } {
  const taken = new Set<string>()
  const repeated = new Set<string>()
  const names = raw.map((text, i) => {
    const name = plainText(text) || `column_${i + 1}`
    let free = name
    for (let copy = 2; taken.has(free); copy++) free = `${name} (${copy})`
    if (free !== name) repeated.add(name)
    taken.add(free)
    return free
  })
  const warnings =
    repeated.size > 0 ? [`duplicate column name: ${listed([...repeated])}; each further one is given a number`] : []
  return { names, warnings }
}
