import type { Random } from '../kernel/random.ts'

/** `total` dealt over so many places as evenly as it goes; which get one more than others is drawn. */
export function evenCounts(total: number, places: number, random: Random): Uint32Array {
  const each = Math.floor(total / places)
  const more = drawWithout(total - each * places, places, random)
  return more.map((one) => each + one)
}

/** 1 at each of `count` places drawn without replacement, 0 elsewhere (selection sampling, Knuth's algorithm S). */
export function drawWithout(count: number, places: number, random: Random): Uint32Array {
  const chosen = new Uint32Array(places)
  let wanted = count
  for (let i = 0; wanted > 0; i++) {
    if (random.uniform() * (places - i) >= wanted) continue
    chosen[i] = 1
    wanted--
  }
  return chosen
}
