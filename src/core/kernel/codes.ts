/** Codes of a categorical column, 0 missing: of 16 bits, or of 32 where its field has more values than 16 tell apart. */
export type Codes = Uint16Array | Uint32Array

/** The largest code of 16 bits. */
export const MOST_NARROW = 65_535
/** The largest code of all: trees read codes as float32, which is exact up to here. */
export const MOST_CODE = (1 << 24) - 1

/** What the codes of a column are made of. @throws where its values are more than they tell apart */
export function codesFor({ id, cardinality, isWide }: Field): Uint16ArrayConstructor | Uint32ArrayConstructor {
  const most = isWide ? MOST_CODE : MOST_NARROW
  if (cardinality > most)
    throw new Error(
      `invalid cardinality of ${id}: ${cardinality}; expected at most ${most}${isWide ? '' : ', or wide codes'}`
    )
  return isWide ? Uint32Array : Uint16Array
}

interface Field {
  readonly id: string
  readonly cardinality: number
  readonly isWide?: true
}

/** Empty codes of as many bits. */
export function emptyLike(codes: Codes, length: number): Codes {
  return codes instanceof Uint16Array ? new Uint16Array(length) : new Uint32Array(length)
}

/** The codes of some rows. */
export function gatherCodes(codes: Codes, rows: Uint32Array): Codes {
  const gathered = emptyLike(codes, rows.length)
  for (let i = 0; i < rows.length; i++) gathered[i] = codes[rows[i]]
  return gathered
}

/** How long a list by code must be: for every code of 16 bits, or up to the largest that these hold. */
export function codeCount(codes: Codes): number {
  if (codes instanceof Uint16Array) return MOST_NARROW + 1
  let largest = 0
  for (let row = 0; row < codes.length; row++) if (codes[row] > largest) largest = codes[row]
  return largest + 1
}
