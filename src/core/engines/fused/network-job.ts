import type { Network } from '../../networks/network.ts'
import { controlOf, OP, taskRunner, WORD } from './job.ts'
import { instantiate } from './kernels.ts'
import { layoutOf } from './layout.ts'
import { Team, work, type Workplace } from '../../threads/team.ts'
import { openFused } from './trainee.ts'

/** Asks a thread to help with a network in shared memory until that closes. */
export interface ServeRequest {
  readonly type: 'serve'
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  readonly network: Network
  readonly frozen: boolean
  /** How the memory is laid out, and which working space is this thread's. */
  readonly threads: number
  readonly thread: number
  /** The last job that is none of this thread's business. */
  readonly seen: number
}

/** Gives a thread its own copy of a frozen network, where memory is not shared. */
export interface OpenRequest {
  readonly type: 'open'
  readonly module: WebAssembly.Module
  readonly network: Network
  readonly weights: Float32Array
}

/** Encoded rows for the copy to score. */
export interface ScoreRequest {
  readonly type: 'score'
  readonly rows: number
  readonly codes: Int32Array
  readonly numeric: Float32Array
}

/** What a thread does with its messages; to a request for scores it answers with the logits, or null where it has no copy. */
export function serveThread(
  answer: (logits: Float32Array | null, transfer: readonly ArrayBuffer[]) => void,
  breathe: () => Promise<void>
) {
  let copy: ((request: ScoreRequest) => Float32Array) | null = null
  return async (request: ServeRequest | OpenRequest | ScoreRequest): Promise<void> => {
    if (request.type === 'serve') await serve(request, breathe)
    else if (request.type === 'open') copy = openCopy(request)
    else {
      const logits = copy?.(request) ?? null
      answer(logits, logits ? [logits.buffer as ArrayBuffer] : [])
    }
  }
}

/** Scores rows on memory of its own; null where that cannot be had. */
function openCopy({ module, network, weights }: OpenRequest): ((request: ScoreRequest) => Float32Array) | null {
  const team = new Team(null)
  const parts = { module, shared: false, team, threads: null, enter: () => undefined, onClose: () => undefined }
  const none = new Float32Array(0)
  try {
    const state = { weights, firstMoment: none, secondMoment: none, step: 0 }
    const trainee = openFused(parts, network, state, { frozen: true })
    return ({ rows, codes, numeric }) => {
      const logits = new Float32Array(rows)
      trainee.scoreNow({ rows, codes, numeric, labels: none, weights: null }, logits, 0)
      return logits
    }
  } catch {
    return null
  }
}

/** Looks at the word before going to sleep over it: between two steps of a training there is little to wait for. */
const SPINS = 40_000

/** A thread that never comes up for air cannot be inspected. */
const WAIT_MS = 200
const JOBS_A_BREATH = 500

function serve(request: ServeRequest, breathe: () => Promise<void>): Promise<void> {
  const { module, memory, network, frozen, threads, thread, seen } = request
  const layout = layoutOf(network, { frozen, threads })
  const run = taskRunner(instantiate(module, memory), layout, memory, thread)
  return help({ words: controlOf(memory).words, run, thread, seen }, breathe)
}

/** One thread's share of a workplace. */
interface Share extends Pick<Workplace, 'words' | 'run'> {
  readonly thread: number
  readonly seen: number
}

/** Helps until the workplace closes. */
export async function help({ words, run, thread, seen }: Share, breathe: () => Promise<void>): Promise<void> {
  let known = seen
  for (let jobs = 1; ; jobs++) {
    let job = Atomics.load(words, WORD.job)
    for (let spin = 0; job === known && spin < SPINS; spin++) job = Atomics.load(words, WORD.job)
    if (job === known || jobs % JOBS_A_BREATH === 0) await breathe()
    if (job === known) {
      Atomics.wait(words, WORD.job, known, WAIT_MS)
      continue
    }
    known = job
    if (Atomics.load(words, WORD.op) === OP.close) return
    if (thread <= Atomics.load(words, WORD.threads)) work(words, run)
  }
}
