/** Whether a row is among about `most` of `rows`, by a hash of its number: a step would pass over what comes in a pattern, such as a place on a page. */
export function isSpread(row: number, rows: number, most: number): boolean {
  return rows <= most || hashOf(row) < (most / rows) * 4294967296
}

/** About `most` of these rows, all where they are no more. */
export function spreadRows(rows: Uint32Array, most: number): Uint32Array {
  return rows.length <= most ? rows : rows.filter((row) => isSpread(row, rows.length, most))
}

/** 32 bits that look like chance. */
function hashOf(row: number): number {
  const mixed = Math.imul(row ^ (row >>> 16), 0x45d9f3b)
  const again = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b)
  return (again ^ (again >>> 16)) >>> 0
}
