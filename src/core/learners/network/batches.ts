import type { Random } from '../../kernel/random.ts'

/** The rows of each epoch in the order they are trained on: the same for every model that is given the same stream. */
export function epochOrder(rows: Uint32Array, random: Random): (epoch: number) => Uint32Array {
  const batches = random.stream('batches')
  let known = -1
  let order = rows
  return (epoch) => {
    if (epoch !== known) {
      batches.at(epoch)
      order = batches.shuffle(rows.slice())
      known = epoch
    }
    return order
  }
}
