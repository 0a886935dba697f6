/** Something that was assumed of a file. */
export interface Assumption {
  /** What it is about: how the text is cut, a column's role, how its cells are read, which rows stand. */
  readonly about: 'text' | 'label' | 'role' | 'type' | 'time' | 'missing' | 'leak' | 'rows'
  /** The column it is about; null is the whole file. */
  readonly column: string | null
  /** One line without its full stop: what was assumed, and why. */
  readonly text: string
  /** Nothing was chosen: a person must, before the rows can be used. */
  readonly asks: boolean
  /** How the command line says otherwise: `--label fraud`; null where it cannot. */
  readonly flag: string | null
}

/** An assumption that a person may correct but need not. */
export function assumed(
  about: Assumption['about'],
  column: string | null,
  text: string,
  flag: string | null = null
): Assumption {
  return { about, column, text, asks: false, flag }
}

/** A choice that nothing was assumed for: a person must make it. */
export function asks(about: Assumption['about'], column: string | null, text: string, flag: string): Assumption {
  return { about, column, text, asks: true, flag }
}

/** Flags that take a list of columns, cut at commas. */
const LISTS = ['--feature', '--ignore', '--numeric', '--categorical']
const NO_CORRECTION = /^[\w.:@%+][\w.:@%+-]*$/

/** A flag about a column as it can be given to a shell, whatever the column is called; `rest` follows the name. */
export function flagFor(flag: string, name: string, rest = ''): string {
  if (NO_CORRECTION.test(name)) return `${flag} ${name}${rest}`
  const cell = LISTS.includes(flag) && /[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name
  const quoted = `'${`${cell}${rest}`.replaceAll("'", "'\\''")}'`
  return name.startsWith('-') ? `${flag}=${quoted}` : `${flag} ${quoted}`
}
