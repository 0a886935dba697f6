const BETWEEN = '  '

/** Cells as lines, each column as wide as its widest cell; columns from `rightFrom` on end where their column does. */
export function tableLines(
  rows: readonly (readonly string[])[],
  { rightFrom = Infinity }: { readonly rightFrom?: number } = {}
): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((cells) => cells[i].length)))
  return rows.map((cells) =>
    cells
      .map((cell, i) => (i < rightFrom ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join(BETWEEN)
      .trimEnd()
  )
}
