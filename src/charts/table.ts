/** The numbers behind a picture, as text. */
export interface NumbersTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}
