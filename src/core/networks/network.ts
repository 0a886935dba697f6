/** An architecture as data. Every engine trains and scores any network it supports. */
export interface Network {
  /** Numeric inputs of a row. */
  readonly numeric: number
  /** Categorical inputs; embedded ones first, then those that only the wide part sees. */
  readonly fields: readonly Field[]
  /** Length of every embedding; 0 where no field is embedded. */
  readonly embedding: number
  /** A linear part over the numeric inputs and one weight per categorical value. */
  readonly wide: boolean
  /** DCN-V2 cross layers, x₀ ⊙ (W x + b) + x; `rank` r makes W = U Vᵀ (Wang et al. 2020, eq. 1 and 2). */
  readonly cross: { readonly layers: number; readonly rank: number | null } | null
  readonly deep: { readonly hidden: readonly number[]; readonly dropout: number } | null
  /**
   * Every pair of inputs of a row, Σ_i<j ⟨v_i, v_j⟩ x_i x_j (a factorisation machine: Rendle 2010, eq. 1). An embedded field's
   * value has x = 1 and its embedding for v; a number has a v of its own, just as long.
   */
  readonly pairs?: boolean
  /** Parallel: [cross, deep] side by side into the head; stacked: the deep part reads the crossed vector. */
  readonly arrangement: 'parallel' | 'stacked'
}

export interface Field {
  readonly id: string
  /** Codes 0 … vocabulary − 1. */
  readonly vocabulary: number
  readonly embedded: boolean
}

/** One array of parameters within the flat vector that all engines and checkpoints share. */
export interface Parameter {
  readonly name: string
  /** Row-major. */
  readonly shape: readonly number[]
  readonly offset: number
  readonly size: number
}

/** Width of x₀: the numeric inputs followed by the embeddings. */
export function inputWidth(network: Network): number {
  return network.numeric + network.embedding * network.fields.filter((field) => field.embedded).length
}

/** First global code of each field: field f's code c is stored as offset[f] + c. */
export function fieldOffsets(network: Network): number[] {
  let next = 0
  return network.fields.map((field) => {
    const offset = next
    next += field.vocabulary
    return offset
  })
}

/** Where every parameter lies; the order is part of the checkpoint format. */
export function parametersOf(network: Network): Parameter[] {
  const parameters: Parameter[] = []
  let offset = 0
  const add = (name: string, ...shape: number[]): void => {
    const size = shape.reduce((product, side) => product * side, 1)
    parameters.push({ name, shape, offset, size })
    offset += size
  }
  const values = network.fields.reduce((sum, field) => sum + field.vocabulary, 0)
  const embedded = network.fields.reduce((sum, field) => sum + (field.embedded ? field.vocabulary : 0), 0)
  const width = inputWidth(network)
  add('bias', 1)
  if (network.wide) {
    add('wide/numeric', network.numeric)
    add('wide/values', values)
  }
  if (embedded) add('embedding', embedded, network.embedding)
  for (let layer = 0; layer < (network.cross?.layers ?? 0); layer++) {
    const rank = network.cross?.rank
    if (rank) {
      add(`cross/${layer}/v`, width, rank)
      add(`cross/${layer}/u`, rank, width)
    } else add(`cross/${layer}/w`, width, width)
    add(`cross/${layer}/b`, width)
  }
  let last = width
  for (const [layer, units] of (network.deep?.hidden ?? []).entries()) {
    add(`deep/${layer}/w`, last, units)
    add(`deep/${layer}/b`, units)
    last = units
  }
  const stacked = network.arrangement === 'stacked'
  if (network.cross && !(stacked && network.deep)) add('head/cross', width)
  if (network.deep) add('head/deep', last)
  if (network.pairs) add('pairs/numeric', network.numeric, network.embedding)
  return parameters
}

/** Whether a parameter is a bias, which no penalty pulls on. */
export function isBias(name: string): boolean {
  return name === 'bias' || name.endsWith('/b')
}

export function sizeOf(network: Network): number {
  return parametersOf(network).reduce((sum, parameter) => sum + parameter.size, 0)
}
