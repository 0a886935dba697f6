import { inputWidth, type Network } from '../../networks/network.ts'

/** Where a tile's numbers lie: `a` starts as x₀, `b` is beside it. */
export type Place = 'a' | 'b'

export type Step =
  | { readonly kind: 'wide' }
  | { readonly kind: 'gather'; readonly width: number }
  | { readonly kind: 'pairs'; readonly last: boolean }
  | Product
  | {
      readonly kind: 'head'
      readonly weights: string
      readonly from: Place
      readonly width: number
      readonly last: boolean
    }

/** `to` becomes what its activation makes of `from` · weights. */
export interface Product {
  readonly kind: 'product'
  readonly weights: string
  readonly bias: string | null
  /** `cross` multiplies by x₀ and adds what was there, `deep` is a ReLU, `low` nothing. */
  readonly activation: 'cross' | 'deep' | 'low'
  readonly layer: number
  readonly from: Place
  readonly to: Place
  /** Rows and columns of the weights. */
  readonly width: number
  readonly columns: number
}

/** The forward pass of a network in order. What is `last` to read its place leaves it free. */
export function stepsOf(network: Network): Step[] {
  const steps: Step[] = network.wide ? [{ kind: 'wide' }] : []
  if (!network.cross && !network.deep && !network.pairs) return steps
  const width = inputWidth(network)
  const stacked = network.arrangement === 'stacked'
  steps.push({ kind: 'gather', width })
  if (network.pairs) steps.push({ kind: 'pairs', last: !network.cross && !network.deep })
  // In parallel the deep part goes first, beside x₀, which the cross layers then overwrite.
  if (!stacked) steps.push(...deepSteps(network, width, network.cross ? 'b' : 'a'))
  steps.push(...crossSteps(network, width))
  if (stacked) steps.push(...deepSteps(network, width, 'a'))
  return steps
}

function crossSteps({ cross, deep, arrangement }: Network, width: number): Step[] {
  if (!cross) return []
  const steps: Step[] = []
  const { rank } = cross
  for (let layer = 0; layer < cross.layers; layer++) {
    const name = `cross/${layer}`
    const full = { kind: 'product', activation: 'cross', bias: `${name}/b`, layer, to: 'a', columns: width } as const
    if (rank) {
      const low = { kind: 'product', activation: 'low', bias: null, layer, from: 'a', to: 'b' } as const
      steps.push({ ...low, weights: `${name}/v`, width, columns: rank })
      steps.push({ ...full, weights: `${name}/u`, from: 'b', width: rank })
    } else steps.push({ ...full, weights: `${name}/w`, from: 'a', width })
  }
  if (!(deep && arrangement === 'stacked'))
    steps.push({ kind: 'head', weights: 'head/cross', from: 'a', width, last: true })
  return steps
}

function deepSteps({ deep }: Network, width: number, to: Place): Step[] {
  if (!deep) return []
  const steps: Step[] = []
  let from: Place = 'a'
  let last = width
  for (const [layer, columns] of deep.hidden.entries()) {
    const name = `deep/${layer}`
    steps.push({
      kind: 'product',
      activation: 'deep',
      weights: `${name}/w`,
      bias: `${name}/b`,
      layer,
      from,
      to,
      width: last,
      columns,
    })
    from = to
    last = columns
  }
  steps.push({ kind: 'head', weights: 'head/deep', from, width: last, last: from === to })
  return steps
}
