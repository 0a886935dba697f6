import type { Cells } from './scan-row.ts'

/** Why a row of a table so many columns wide does not fit; null where it does. A delimiter too many at its end is forgiven. */
export function raggedness({ count, starts, ends }: Cells, width: number): string | null {
  if (count === width || (count === width + 1 && starts[width] === ends[width])) return null
  return `${count} ${count === 1 ? 'cell' : 'cells'}, expected ${width}`
}
