const MOST_CHARACTERS = 60
const BREAKS = /[\t\n\v\f\r\u0085\p{Zl}\p{Zp}]+/gu
/** What steers a terminal, or turns the direction of text. */
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

/** A name or value as it may be shown: on one line, control characters removed, trimmed, cut at 60 characters. */
export function plainText(text: string): string {
  // Cut first: a cell may hold a megabyte.
  const clean = text
    .slice(0, 4 * MOST_CHARACTERS)
    .replace(BREAKS, ' ')
    .replace(CONTROLS, '')
  const characters = [...clean.trim()]
  if (characters.length <= MOST_CHARACTERS) return characters.join('')
  return `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`
}
