import { parametersOf, sizeOf, type Network } from '../../networks/network.ts'
import type { Batch } from '../engine.ts'

/** Says for each parameter whether a batch moves it under lazy Adam: all but the rows of values that it does not hold. */
export function touchedParameters(network: Network): (batch: Batch) => Uint8Array {
  const size = sizeOf(network)
  const tables = parametersOf(network).filter(({ name }) => name === 'embedding' || name === 'wide/values')
  const fields = network.fields.length
  const embedded = network.fields.filter((field) => field.embedded).length
  return ({ rows, codes }) => {
    const touched = new Uint8Array(size).fill(1)
    for (const { name, offset, size: length, shape } of tables) {
      touched.fill(0, offset, offset + length)
      const each = shape[1] ?? 1
      const read = name === 'embedding' ? embedded : fields
      for (let row = 0; row < rows; row++)
        for (let field = 0; field < read; field++) {
          const from = offset + codes[row * fields + field] * each
          touched.fill(1, from, from + each)
        }
    }
    return touched
  }
}
