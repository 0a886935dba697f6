import type { Assumption } from './import.ts'

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
