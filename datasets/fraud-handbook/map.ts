import type { Random } from '../../src/core/kernel/random.ts'

/** Side of the map. */
export const MAP = 100

export interface Places {
  readonly x: Float64Array
  readonly y: Float64Array
}

/** Places of as many things, uniform over the map. */
export function scatter(count: number, random: Random): Places {
  const x = new Float64Array(count)
  const y = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    x[i] = MAP * random.at(i).uniform()
    y[i] = MAP * random.uniform()
  }
  return { x, y }
}

/** Appends the numbers of the places strictly nearer than the radius; squares at least as wide as it save most comparisons. */
export function nearby({ x, y }: Places, radius: number) {
  const side = Math.max(1, Math.floor(MAP / radius))
  const square = (at: number): number => Math.min(side - 1, Math.floor((at / MAP) * side))
  const grid: number[][] = Array.from({ length: side * side }, () => [])
  for (let i = 0; i < x.length; i++) grid[square(y[i]) * side + square(x[i])].push(i)
  return (atX: number, atY: number, found: number[]): void => {
    const [column, row] = [square(atX), square(atY)]
    for (let r = Math.max(0, row - 1); r <= Math.min(side - 1, row + 1); r++)
      for (let c = Math.max(0, column - 1); c <= Math.min(side - 1, column + 1); c++)
        for (const i of grid[r * side + c]) {
          const [dx, dy] = [x[i] - atX, y[i] - atY]
          if (dx * dx + dy * dy < radius * radius) found.push(i)
        }
  }
}
