/** Places in the control words; a kind of job may use those from `OWN_WORDS` on. */
export const WORD = { job: 0, next: 1, done: 2, op: 3, tasks: 4, threads: 5, rows: 6 } as const
export const OWN_WORDS = 7

/** The op by which a workplace sends its threads away; those of its own begin at 1. */
export const CLOSE = 0

/** Where the control numbers begin, in bytes. */
const NUMBERS_AT = 64

/** The words by which threads agree who does what, and numbers that a job needs: the first 192 bytes of a memory. */
export function controlOf(memory: WebAssembly.Memory) {
  return {
    words: new Int32Array(memory.buffer, 0, 16),
    numbers: new Float64Array(memory.buffer, NUMBERS_AT, 16),
  }
}
