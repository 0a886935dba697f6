import type { Random } from '../kernel/random.ts'

/**
 * Fills `rows` × `units` places of a mask, whose rows are `stride` apart and begin at `from`: 0 with probability `dropout`,
 * else what keeps the mean. Every engine draws its masks so, layer after layer, from the step's own place of the stream.
 */
export function drawMask(
  mask: Float32Array,
  { from, rows, units, stride }: { from: number; rows: number; units: number; stride: number },
  dropout: number,
  chance: Random
): void {
  const kept = 1 / (1 - dropout)
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < units; i++) mask[from + row * stride + i] = chance.uniform() < dropout ? 0 : kept
}
