import { parametersOf, type Network } from '../../networks/network.ts'

/** Rows that go through the network together: their activations stay in the cache. */
export const BLOCK = 64
/** Parts of a batch whose gradients are added up in this order, whatever the number of threads. */
export const SLICES = 8
/** A thread beyond that would find no part to do. */
export const MOST_THREADS = SLICES
/** Largest batch that is trained on, and the most rows scored at once. */
export const LARGEST_BATCH = 8192

/** Bytes of the words and numbers by which threads communicate: see job.ts. */
const CONTROL_BYTES = 256
const LINE = 64

/** One dense array of parameters as the kernels have it; sides are multiples of 4, matrices of products packed (kernels/products.ts). */
export interface DenseArray {
  readonly name: string
  /** Rows and columns outside; a vector is one row. */
  readonly shape: readonly [number, number]
  /** Rows and columns inside. */
  readonly padded: readonly [number, number]
  /** Whether products read it. */
  readonly isPacked: boolean
  /** Whether rows, or columns, are x₀'s, so that they move where numbers and embeddings are padded. */
  readonly inputs: readonly [boolean, boolean]
  /** Floats from the beginning of the dense weights. */
  readonly at: number
  /** Where its transpose lies, in bytes; 0 for what has none. */
  readonly transposed: number
}

/** A table with a row for each value: [weights, first moments, second moments] of `wide` floats each, or weights alone. */
export interface ValueTable {
  readonly name: 'embedding' | 'wide/values'
  readonly address: number
  readonly values: number
  /** Floats of a row outside. */
  readonly floats: number
  /** The same, a multiple of 4. */
  readonly wide: number
  readonly stride: number
}

/** The first products of a frozen network as tables: a row of the embedding table goes on with what they make of it. */
export interface Folded {
  /** Columns of the first cross product (its rank, where that is low), and of the first hidden layer; 0 where it reads no x₀. */
  readonly cross: number
  readonly deep: number
  /** Rows of the weights that numbers go through, packed apart. */
  readonly crossNumeric: number
  readonly deepNumeric: number
  /** Room for one field's rows of both, packed, while tables are made. */
  readonly part: number
}

/** Working space of one thread, addresses in bytes. */
export interface Scratch {
  /** x₀ and what each cross layer makes of it; while scoring, two of them take turns. */
  readonly x: readonly number[]
  readonly z: readonly number[]
  readonly low: readonly number[]
  readonly hidden: readonly number[]
  readonly logits: number
  readonly out: number
  readonly dz: number
  readonly dlow: number
  /** Gradients of hidden layers take turns. */
  readonly dhidden: readonly [number, number]
  /** Of the sparse update: hash table, sums of wide gradients or places of the others, values touched. */
  readonly slots: number
  readonly sums: number
  readonly values: number
}

/** Where everything lies in the one memory of a network at work; threads derive the same from the same arguments. */
export interface Layout {
  readonly network: Network
  readonly frozen: boolean
  /** Floats of x₀ inside, and of its numeric part. */
  readonly width: number
  readonly numericWide: number
  readonly embedded: number
  readonly rank: number
  readonly dense: readonly DenseArray[]
  readonly denseFloats: number
  readonly weights: number
  readonly firstMoment: number
  readonly secondMoment: number
  readonly gradients: number
  readonly embedding: ValueTable | null
  readonly wideValues: ValueTable | null
  readonly folded: Folded | null
  /** A byte for each value, of the dense update. */
  readonly marks: number
  readonly zeros: number
  readonly codes: number
  readonly numbers: number
  readonly labels: number
  readonly rowWeights: number
  readonly slope: number
  readonly logits: number
  readonly inputGradient: number
  readonly masks: readonly number[]
  readonly scratch: readonly Scratch[]
  readonly bytes: number
}

export interface LayoutOptions {
  readonly frozen: boolean
  /** Threads that have working space. */
  readonly threads: number
}

/** Tables beyond this leave the cache, and looking up takes longer than multiplying: tests/bench/rows/score-folded.ts. */
const MOST_FOLDED = 12e6

export function layoutOf(network: Network, { frozen, threads }: LayoutOptions): Layout {
  const { deep, cross, fields, numeric, pairs = false } = network
  const embedded = network.embedding ? fields.filter((field) => field.embedded).length : 0
  const readsInput = cross !== null || deep !== null || pairs
  const numericWide = readsInput ? four(numeric) : 0
  const wide = four(network.embedding)
  const width = readsInput ? numericWide + embedded * wide : 0
  const rank = four(cross?.rank ?? 0)
  const hidden = (deep?.hidden ?? []).map(four)
  const layers = cross?.layers ?? 0

  let next = CONTROL_BYTES
  const take = (bytes: number): number => {
    const address = next
    next = Math.ceil((next + bytes) / LINE) * LINE
    return address
  }
  const floats = (count: number): number => take(4 * count)

  let denseFloats = 0
  const dense = parametersOf(network)
    .filter(({ name, size }) => size > 0 && name !== 'embedding' && name !== 'wide/values')
    .map(({ name, shape }): DenseArray => {
      const isMatrix = shape.length === 2
      const outside = isMatrix ? ([shape[0], shape[1]] as const) : ([1, shape[0]] as const)
      const inputs = inputSides(name)
      const isPacked = isMatrix && name !== 'pairs/numeric'
      const padded = [0, 1].map((side) => (inputs[side] ? width : isMatrix || side ? four(outside[side]) : 1))
      const at = denseFloats
      denseFloats += padded[0] * padded[1]
      const transposed = isPacked && !frozen ? floats(padded[0] * padded[1]) : 0
      return { name, shape: outside, padded: [padded[0], padded[1]], isPacked, inputs, at, transposed }
    })

  const weights = floats(denseFloats)
  const [firstMoment, secondMoment] = frozen ? [0, 0] : [floats(denseFloats), floats(denseFloats)]
  const gradients = frozen ? 0 : floats(SLICES * denseFloats)

  const stacked = network.arrangement === 'stacked' && cross !== null
  const foldedCross = cross ? rank || width : 0
  const foldedDeep = deep && !stacked ? hidden[0] : 0
  const embeddedValues = valuesOf(fields.slice(0, embedded))
  const foldedBytes = 4 * (embeddedValues + BLOCK) * (wide + foldedCross + foldedDeep)
  const isFolded = frozen && embedded > 0 && foldedCross + foldedDeep > 0 && foldedBytes <= MOST_FOLDED

  const table = (name: ValueTable['name'], values: number, each: number): ValueTable | null => {
    if (!values || !each) return null
    const more = name === 'embedding' && isFolded ? foldedCross + foldedDeep : 0
    const stride = frozen ? (name === 'embedding' ? four(each) + more : 1) : 3 * four(each)
    return {
      name,
      address: floats((values + (isFolded ? BLOCK : 0)) * stride),
      values,
      floats: each,
      wide: four(each),
      stride,
    }
  }
  const embedding = table('embedding', embeddedValues, embedded ? network.embedding : 0)
  const wideValues = network.wide ? table('wide/values', valuesOf(fields), 1) : null
  const marks = frozen ? 0 : take((embedding?.values ?? 0) + (wideValues?.values ?? 0))

  const folded: Folded | null = isFolded
    ? {
        cross: foldedCross,
        deep: foldedDeep,
        crossNumeric: floats(numericWide * foldedCross),
        deepNumeric: floats(numericWide * foldedDeep),
        part: floats(wide * (foldedCross + foldedDeep)),
      }
    : null

  const rows = LARGEST_BATCH
  const slack = rows + BLOCK
  const scratch = (): Scratch => {
    const block = (columns: number): number => (columns ? floats(BLOCK * columns) : 0)
    const trained = (columns: number): number => (frozen ? 0 : block(columns))
    return {
      x: Array.from({ length: readsInput ? 1 + (frozen ? Math.min(2, layers) : layers) : 0 }, () => block(width)),
      z: Array.from({ length: layers }, (_, layer) => (isFolded && !layer ? block(foldedCross) : trained(width))),
      low: Array.from({ length: rank ? layers : 0 }, () => block(rank)),
      hidden: hidden.map(block),
      logits: floats(BLOCK),
      out: trained(width),
      dz: trained(width),
      dlow: trained(rank),
      dhidden: [trained(Math.max(0, ...hidden)), trained(Math.max(0, ...hidden))],
      slots: frozen ? 0 : floats(2 * rows),
      sums: frozen ? 0 : floats(rows * 4),
      values: frozen ? 0 : floats(rows),
    }
  }
  return {
    ...{ network, frozen, width, numericWide, embedded, rank, dense, denseFloats },
    ...{ weights, firstMoment, secondMoment, gradients, embedding, wideValues, folded, marks },
    zeros: floats(Math.max(8, width, rank, wide, ...hidden)),
    codes: floats(rows * fields.length),
    numbers: floats(rows * numeric),
    labels: floats(rows),
    rowWeights: floats(rows),
    slope: floats(slack),
    logits: floats(slack),
    inputGradient: frozen ? 0 : floats(slack * width),
    masks: deep?.dropout && !frozen ? hidden.map((units) => floats(slack * units)) : [],
    scratch: Array.from({ length: threads }, scratch),
    bytes: next,
  }
}

export function four(count: number): number {
  return (count + 3) & ~3
}

/** Which sides of a parameter are as long as x₀. */
function inputSides(name: string): readonly [boolean, boolean] {
  const part = name.replace(/\d+/, '0')
  return [
    ['cross/0/w', 'cross/0/v'].includes(part) || name === 'deep/0/w',
    /^(cross\/0\/[wub]|head\/cross)$/.test(part),
  ]
}

function valuesOf(fields: Network['fields']): number {
  return fields.reduce((sum, { vocabulary }) => sum + vocabulary, 0)
}
