/** Which lines of a text are no rows, and how quotes are written within cells. */
export interface LineRules {
  /** Lines above the first row, whatever they hold. */
  readonly skip: number
  /** Lines that begin with it are no rows; empty where there are no such lines. */
  readonly comment: string
  /** A backslash before a quote makes it one of the cell's. */
  readonly escapes: boolean
}

export const NO_RULES: LineRules = { skip: 0, comment: '', escapes: false }
