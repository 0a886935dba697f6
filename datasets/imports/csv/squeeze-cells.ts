import type { Cells } from './scan-row.ts'

const QUOTE = 34

/** Leaves out the empty cells between blanks, where a run of blanks is one delimiter; quoted ones stay. */
export function squeezeCells(bytes: Uint8Array, cells: Cells): void {
  const { starts, ends, escaped } = cells
  const count = Math.min(cells.count, starts.length)
  let kept = 0
  for (let i = 0; i < count; i++) {
    if (starts[i] === ends[i] && bytes[ends[i]] !== QUOTE) continue
    starts[kept] = starts[i]
    ends[kept] = ends[i]
    escaped[kept++] = escaped[i]
  }
  cells.count = kept
}
