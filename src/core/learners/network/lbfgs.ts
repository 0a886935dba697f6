/** A smooth function: writes its slope at `at` into `slope` and gives its value. */
export type Objective = (at: Float64Array, slope: Float64Array) => number

/** Place of a minimisation, from which it goes on to the same bytes. */
export interface LbfgsState {
  readonly at: Float64Array
  /** The last moves and what they changed of the slope, oldest first. */
  readonly moves: readonly Float64Array[]
  readonly changes: readonly Float64Array[]
  readonly steps: number
  /** Of these the last ones that gained next to nothing. */
  readonly idle: number
}

export interface Lbfgs {
  readonly value: number
  /** Largest slope in any direction. */
  readonly steepness: number
  /** Steps taken so far. */
  readonly steps: number
  /** Of these the last ones that gained next to nothing. */
  readonly idle: number
  readonly at: Float64Array
  /** Moves on; false where nothing smaller is found along the way, as at the minimum. */
  step(): boolean
  /** A copy. */
  state(): LbfgsState
}

const MEMORY = 10
/** Armijo's condition: what a step must gain of what its slope promises. */
const LEAST_GAIN = 1e-4
const MOST_HALVINGS = 30
/** Of a mean loss: smaller gains move no score visibly. */
const NEXT_TO_NOTHING = 1e-8

/**
 * Limited-memory BFGS (Nocedal & Wright 2006, algorithms 7.4 and 7.5) with backtracking: for convex functions, whose moves always curve
 * upwards. `curvature` is about the second derivative in each direction, above 0: the first step then is nearly as long as it should be.
 */
export function openLbfgs(objective: Objective, curvature: Float64Array, from: LbfgsState): Lbfgs {
  const size = from.at.length
  let at = from.at.slice()
  let slope = new Float64Array(size)
  let nextAt = new Float64Array(size)
  let nextSlope = new Float64Array(size)
  const direction = new Float64Array(size)
  const moves = from.moves.map((move) => move.slice())
  const changes = from.changes.map((change) => change.slice())
  const shares = new Float64Array(MEMORY)
  let { steps, idle } = from
  let value = objective(at, slope)

  return {
    get value() {
      return value
    },
    get steepness() {
      return slope.reduce((most, one) => Math.max(most, Math.abs(one)), 0)
    },
    get steps() {
      return steps
    },
    get idle() {
      return idle
    },
    get at() {
      return at
    },
    step,
    state: () => ({
      at: at.slice(),
      moves: moves.map((move) => move.slice()),
      changes: changes.map((change) => change.slice()),
      steps,
      idle,
    }),
  }

  function step(): boolean {
    aim()
    const promised = dot(slope, direction)
    if (!(promised < 0)) return false
    for (let length = 1, halving = 0; halving < MOST_HALVINGS; halving++, length /= 2) {
      for (let i = 0; i < size; i++) nextAt[i] = at[i] + length * direction[i]
      const reached = objective(nextAt, nextSlope)
      if (!(reached <= value + LEAST_GAIN * length * promised)) continue
      remember()
      ;[at, nextAt] = [nextAt, at]
      ;[slope, nextSlope] = [nextSlope, slope]
      idle = value - reached < NEXT_TO_NOTHING ? idle + 1 : 0
      value = reached
      steps++
      return true
    }
    return false
  }

  /** The quasi-Newton direction, from the curvature along the last steps. */
  function aim(): void {
    for (let i = 0; i < size; i++) direction[i] = -slope[i]
    const last = moves.length - 1
    for (let k = last; k >= 0; k--) {
      shares[k] = dot(moves[k], direction) / dot(moves[k], changes[k])
      add(direction, -shares[k], changes[k])
    }
    let scale = 1
    if (last >= 0) {
      let spread = 0
      for (let i = 0; i < size; i++) spread += (changes[last][i] * changes[last][i]) / curvature[i]
      scale = dot(moves[last], changes[last]) / spread
    }
    for (let i = 0; i < size; i++) direction[i] *= scale / curvature[i]
    for (let k = 0; k <= last; k++)
      add(direction, shares[k] - dot(changes[k], direction) / dot(moves[k], changes[k]), moves[k])
  }

  function remember(): void {
    const isFull = moves.length === MEMORY
    const move = (isFull && moves.shift()) || new Float64Array(size)
    const change = (isFull && changes.shift()) || new Float64Array(size)
    for (let i = 0; i < size; i++) {
      move[i] = nextAt[i] - at[i]
      change[i] = nextSlope[i] - slope[i]
    }
    // A move too short to curve would divide by nothing.
    if (!(dot(move, change) > 1e-300)) return
    moves.push(move)
    changes.push(change)
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

function add(to: Float64Array, times: number, what: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] += times * what[i]
}
