/** What a column is made of, by its declaration. */
export type ArrayColumn = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array

type MakeColumn =
  | Uint8ArrayConstructor
  | Uint16ArrayConstructor
  | Uint32ArrayConstructor
  | Float32ArrayConstructor
  | Float64ArrayConstructor

type ColumnOf<M> = M extends Uint8ArrayConstructor
  ? Uint8Array
  : M extends Uint16ArrayConstructor
    ? Uint16Array
    : M extends Uint32ArrayConstructor
      ? Uint32Array
      : M extends Float32ArrayConstructor
        ? Float32Array
        : Float64Array

type Declared = Readonly<Record<string, MakeColumn>>
type Held<C extends Declared> = Readonly<Partial<Record<keyof C, boolean>>>

/** The columns of a declaration; null are those that a table lacks. */
export type Optional<C> = { readonly [id in keyof C]: ColumnOf<C[id]> | null }

type Take = <M extends MakeColumn>(make: M) => ColumnOf<M>

interface Room {
  readonly rows: number
  /** Of all columns. */
  readonly bytes: number
  /** As many or more: each begins at a multiple of 8 bytes. */
  readonly columns: number
  readonly shared: boolean
}

/** Columns of so many rows, one behind the other in one buffer: a SharedArrayBuffer where `shared`. */
export function takerOf({ rows, bytes, columns, shared }: Room): Take {
  const size = bytes + 8 * columns
  const buffer = (shared ? new SharedArrayBuffer(size) : new ArrayBuffer(size)) as ArrayBuffer
  let at = 0
  return <M extends MakeColumn>(make: M) => {
    const column = new make(buffer, at, rows)
    at = Math.ceil((at + column.byteLength) / 8) * 8
    return column as ColumnOf<M>
  }
}

/** The columns that a layout asks for. */
export function optionalOf<C extends Declared>(declared: C, layout: Held<C>, take: Take): Optional<C> {
  return each(declared, (id) => (layout[id] ? take(declared[id]) : null))
}

/** The columns of a declaration that are held, each made into another. */
export function mapOptional<C extends Declared>(
  declared: C,
  held: Partial<Optional<C>>,
  made: <T extends ArrayColumn>(column: T) => T = (column) => column
): Optional<C> {
  return each(declared, (id) => {
    const column = held[id]
    return column ? made(column) : null
  })
}

/** Those that are held, in the order of the declaration. */
export function heldColumns<C extends Declared>(declared: C, held: Optional<C>): ArrayColumn[] {
  return Object.keys(declared).flatMap((id) => held[id] ?? [])
}

/** Bytes a row of the columns that a layout asks for. */
export function bytesOf<C extends Declared>(declared: C, layout: Held<C>): number {
  return Object.keys(declared).reduce((sum, id) => sum + (layout[id] ? declared[id].BYTES_PER_ELEMENT : 0), 0)
}

function each<C extends Declared>(declared: C, columnOf: (id: keyof C & string) => ArrayColumn | null): Optional<C> {
  return Object.fromEntries(Object.keys(declared).map((id) => [id, columnOf(id)])) as Optional<C>
}
