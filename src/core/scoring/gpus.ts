import type { EngineHost, ScoringGpu } from '../engines/engine.ts'
import { engines, type ListedEngine } from '../engines/index.ts'
import { chooseScorer, LARGE_ROWS, type ScoringChoice } from '../engines/scoring-choice.ts'

/** When a GPU scores, and which. */
export interface GpuRules {
  readonly leastRows: number
  /** The first of them that can start here is tried. */
  readonly kinds: readonly (Pick<ListedEngine, 'id' | 'short'> & Required<Pick<ListedEngine, 'startScoring'>>)[]
  readonly choose: typeof chooseScorer
}

const RULES: GpuRules = {
  leastRows: LARGE_ROWS,
  kinds: engines.flatMap((kind: ListedEngine) =>
    kind.startScoring ? [{ ...kind, startScoring: kind.startScoring }] : []
  ),
  choose: chooseScorer,
}

export interface GpuKeeper {
  readonly rules: GpuRules
  /** What was chosen for networks of a shape, on this machine and for as long as its worker lives. */
  readonly choices: Map<string, ScoringChoice>
  /** @throws one line where none can start here */
  start(): Promise<StartedGpu>
}

export interface GpuHost extends EngineHost {
  busy(reason: string, limitMs: number): void
}

export interface StartedGpu {
  readonly kind: GpuRules['kinds'][number]
  readonly gpu: ScoringGpu
}

const START_LIMIT_MS = 60_000

/** The GPU of this host, started when a table is large enough to try it. */
export function gpuKeeper(host: GpuHost, rules: GpuRules = RULES): GpuKeeper {
  let started: Promise<StartedGpu> | null = null

  async function start(): Promise<StartedGpu> {
    const problems: string[] = []
    for (const kind of rules.kinds) {
      host.busy('starting the graphics card', START_LIMIT_MS)
      try {
        return { kind, gpu: await kind.startScoring(host) }
      } catch (error) {
        problems.push((error as Error).message)
      }
    }
    throw new Error(['no graphics card can score here', ...problems.slice(0, 1)].join(': '))
  }

  return { rules, choices: new Map(), start: () => (started ??= start()) }
}
