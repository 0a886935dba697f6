import { cos, log, sin } from './math.ts'

const TWO_PI = 6.283185307179586

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

  /** Fills `out` with standard normals, two for each pair of words. */
  normals(out: Float32Array | Float64Array): void {
    for (let i = 0; i < out.length; i += 2) {
      const radius = Math.sqrt(-2 * log(this.uniform()))
      const angle = TWO_PI * this.uniform()
      out[i] = radius * cos(angle)
      if (i + 1 < out.length) out[i + 1] = radius * sin(angle)
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

/** Avalanche of 32 bits (Mueller's two-multiply mixer, "lowbias32"). */
function mix(value: number): number {
  let x = value | 0
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return x ^ (x >>> 16)
}
