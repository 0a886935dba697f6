import type { Facts } from './bench.ts'

/** Work of ours with everything prepared, in Node or in a page. */
export interface Timed {
  /** The timed part; gives how many units it did. */
  run(): Promise<number> | number
  readonly facts?: Facts
}

/** Units a second of one run. */
export async function rateOf(timed: Timed): Promise<number> {
  const start = performance.now()
  const units = await timed.run()
  return (1000 * units) / (performance.now() - start)
}
