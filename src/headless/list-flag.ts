import { BadInput } from './bad-input.ts'

/** Cuts a list at its commas, by the rules of CSV: `a,"b,c"` is a and b,c; two quotes within quotes are one. */
export function cutList(flag: string, text: string): string[] {
  const cells: string[] = []
  for (let at = 0; at <= text.length;) {
    if (text[at] !== '"') {
      const comma = endOf(text, ',', at)
      cells.push(text.slice(at, comma))
      at = comma + 1
      continue
    }
    let cell = ''
    for (at++; ; at++) {
      const quote = text.indexOf('"', at)
      if (quote < 0) throw new BadInput(`invalid ${flag} ${text}; expected a quote at its end`)
      cell += text.slice(at, quote)
      at = quote + 1
      if (text[at] !== '"') break
      cell += '"'
    }
    if (at < text.length && text[at] !== ',')
      throw new BadInput(`invalid ${flag} ${text}; expected a comma after a quoted name`)
    cells.push(cell)
    at++
  }
  return cells
}

function endOf(text: string, sign: string, from: number): number {
  const found = text.indexOf(sign, from)
  return found < 0 ? text.length : found
}
