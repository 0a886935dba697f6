/** Rows of a table from which a GPU is tried. */
export const LARGE_ROWS = 1_000_000
/** Times that both score the same rows, in turn; the GPU has to win each of them. */
export const TURNS = 3
const TIMES_AS_FAST = 2

/** What one turn measured, in rows a second. */
export interface Turn {
  readonly processor: number
  readonly gpu: number
}

export interface ScoringChoice {
  readonly isGpu: boolean
  /** In words, to follow who it is. */
  readonly why: string
}

/** Whether a GPU scores a part of a large table: only where each of three turns found it at least twice as fast as the processor. */
export function chooseScorer(turns: readonly Turn[]): ScoringChoice {
  const times = turns.map(({ processor, gpu }) => gpu / processor)
  const isGpu = times.length >= TURNS && times.every((ratio) => ratio >= TIMES_AS_FAST)
  const said = times.map(inWords).join(', ')
  return {
    isGpu,
    why: isGpu
      ? `it scored ${said} times as many rows a second as the processor`
      : `the graphics card scored ${said} times as many rows a second; it takes over where each of ${TURNS} readings is ${TIMES_AS_FAST} or more`,
  }
}

/** Never rounded up to what would have been enough. */
function inWords(ratio: number): string {
  return ratio < 1 ? ratio.toPrecision(2) : (Math.floor(10 * ratio) / 10).toFixed(1)
}
