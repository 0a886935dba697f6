import { cos, log, logOf, polar } from './math.ts'

const TWO_PI = 6.283185307179586

/** Uniforms that become normals together; even. */
const block = new Float64Array(128)

/**
 * Seeded chance in named streams. A child stream depends only on its parent's key and its name, never on how much
 * was drawn elsewhere; `at(counter)` moves to any place of a stream directly, so any row can be drawn alone.
 *
 * The generator is sfc32 (Doty-Humphrey, PractRand) started from a mixed key and counter; `at` allocates nothing.
 */
export class Random {
  private a = 0
  private b = 0
  private c = 0
  private d = 0
  private readonly low: number
  private readonly high: number

  private constructor(low: number, high: number) {
    this.low = low
    this.high = high
    this.at(0)
  }

  static of(seed: number): Random {
    return new Random(mix(seed >>> 0), mix(Math.floor(seed / 4294967296) ^ 0x9e3779b9))
  }

  /** The child of this name: same parent, same name, same draws. */
  stream(name: string): Random {
    let low = this.low ^ 0x811c9dc5
    let high = this.high ^ 0x1b873593
    for (let i = 0; i < name.length; i++) {
      low = Math.imul(low ^ name.charCodeAt(i), 0x01000193)
      high = Math.imul(high ^ name.charCodeAt(i), 0x85ebca6b)
    }
    return new Random(mix(low ^ mix(high)), mix(high ^ 0x2545f491))
  }

  /** Moves to the start of the draws that belong to this counter (a row, a request, an entity), below 2^53. */
  at(counter: number): this {
    const far = (counter / 4294967296) | 0
    this.a = mix(this.low ^ counter)
    this.b = mix(this.high ^ Math.imul(counter, 0x9e3779b1) ^ far)
    this.c = mix(this.a ^ this.b ^ 0x85ebca77)
    this.d = 1
    // sfc32 needs its state stirred before the first word is used.
    for (let i = 0; i < 4; i++) this.word()
    return this
  }

  /** 32 random bits as an unsigned integer. */
  word(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0
    this.d = (this.d + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0
    return t >>> 0
  }

  /** Uniform on the open interval (0, 1). */
  uniform(): number {
    return (this.word() + 0.5) / 4294967296
  }

  /** A whole number in [0, n). */
  below(n: number): number {
    return Math.floor(this.uniform() * n)
  }

  /** Standard normal (Box–Muller, one of the pair, so that each call takes two words). */
  normal(): number {
    const radius = Math.sqrt(-2 * log(this.uniform()))
    return radius * cos(TWO_PI * this.uniform())
  }

  /** Standard exponential. */
  exponential(): number {
    return -log(this.uniform())
  }

  /** Fills the first `count` places of `out`, as that many calls of `uniform` would. */
  uniforms(out: Float64Array, count = out.length): void {
    // The state stands in locals: engines that box 32-bit fields pay for each word otherwise.
    let { a, b, c, d } = this
    for (let i = 0; i < count; i++) {
      const t = (((a + b) | 0) + d) | 0
      d = (d + 1) | 0
      a = b ^ (b >>> 9)
      b = (c + (c << 3)) | 0
      c = (((c << 21) | (c >>> 11)) + t) | 0
      out[i] = ((t >>> 0) + 0.5) / 4294967296
    }
    this.a = a
    this.b = b
    this.c = c
    this.d = d
  }

  /** Fills `out` with standard normals, two for each pair of words. */
  normals(out: Float32Array | Float64Array): void {
    for (let from = 0; from < out.length; from += block.length) {
      const count = Math.min(block.length, out.length - from)
      this.uniforms(block, count + (count & 1))
      toLengths(block, count)
      turn(block, count)
      for (let i = 0; i < count; i++) out[from + i] = block[i]
    }
  }

  /** Shuffles in place (Fisher–Yates). */
  shuffle<T extends Uint32Array | Int32Array | unknown[]>(items: T): T {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      const kept = items[i]
      items[i] = items[j]
      items[j] = kept
    }
    return items
  }
}

// Box–Muller in two passes over many pairs: each has one short body, so that processors overlap its turns.
function toLengths(uniforms: Float64Array, count: number): void {
  for (let i = 0; i < count; i += 2) uniforms[i] = Math.sqrt(-2 * logOf(uniforms[i], 0))
}

function turn(pairs: Float64Array, count: number): void {
  for (let i = 0; i < count; i += 2) polar(pairs[i], TWO_PI * pairs[i + 1], pairs, i)
}

/** Avalanche of 32 bits (Mueller's two-multiply mixer, "lowbias32"). */
function mix(value: number): number {
  let x = value | 0
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return x ^ (x >>> 16)
}
