import type { FeatureBins } from './features.ts'
import type { Tree } from './ensemble.ts'

/** A split as found: left are bins up to `bin`, or those in `set`. */
export interface Split {
  readonly feature: number
  readonly gain: number
  readonly bin: number
  readonly missingLeft: boolean
  /** 256 bits; null for numeric columns. */
  readonly set: Uint8Array | null
  /** Sums of the left child, in units. */
  readonly g: number
  readonly h: number
}

/** A tree while it grows. */
export class Draft {
  private readonly nodes: { value: number; cover: number; split: Split | null; left: number }[] = []

  /** Its number; nodes stand in the order of this. */
  add(value: number, cover: number): number {
    return this.nodes.push({ value, cover, split: null, left: -1 }) - 1
  }

  split(node: number, split: Split, left: number): void {
    this.nodes[node].split = split
    this.nodes[node].left = left
  }

  get size(): number {
    return this.nodes.length
  }

  value(node: number): number {
    return this.nodes[node].value
  }

  get gain(): number {
    return this.nodes.reduce((sum, { split }) => sum + (split?.gain ?? 0), 0)
  }

  /** The tree in terms of raw values. */
  finish(features: readonly FeatureBins[]): Tree {
    const { nodes } = this
    const sets = nodes.map(({ split }) => (split?.set ? codeSet(split.set, features[split.feature]) : []))
    const starts: number[] = []
    let words = 0
    for (const set of sets) {
      starts.push(words)
      words += set.length
    }
    return {
      feature: Int32Array.from(nodes, ({ split }) => split?.feature ?? -1),
      threshold: Float32Array.from(nodes, ({ split }) => (split && !split.set ? threshold(split, features) : 0)),
      left: Int32Array.from(nodes, ({ left }) => left),
      right: Int32Array.from(nodes, ({ left }) => (left < 0 ? -1 : left + 1)),
      missingLeft: Uint8Array.from(nodes, ({ split }) => Number(split?.missingLeft ?? false)),
      value: Float32Array.from(nodes, ({ value }) => value),
      cover: Float32Array.from(nodes, ({ cover }) => cover),
      gain: Float32Array.from(nodes, ({ split }) => split?.gain ?? 0),
      setStart: Int32Array.from(nodes, ({ split }, i) => (split?.set ? starts[i] : -1)),
      setWords: Int32Array.from(nodes, ({ split }, i) => (split?.set ? sets[i].length : -1)),
      sets: Uint32Array.from(sets.flat()),
    }
  }
}

/** All values there are go left where only missing ones go right. */
const ABOVE_ALL = 3.4028234663852886e38

function threshold({ feature, bin }: Split, features: readonly FeatureBins[]): number {
  return features[feature].cuts?.[bin - 1] ?? ABOVE_ALL
}

/** A bit set of bins as a bit set of codes, as short as can be. */
function codeSet(set: Uint8Array, { categories }: FeatureBins): number[] {
  const words: number[] = []
  categories?.codes.forEach((code) => {
    const bin = categories.binOf[code]
    if (!((set[bin >>> 3] >>> (bin & 7)) & 1)) return
    while (words.length <= code >>> 5) words.push(0)
    words[code >>> 5] |= 1 << (code & 31)
  })
  return words.map((word) => word >>> 0)
}
