type MemoryOf<Answer> = (answer: Answer) => readonly ArrayBuffer[]

const handed = new WeakMap<object, MemoryOf<never>>()

/** Declares that nothing here keeps what `work` answers: a worker may give its memory away instead of copying it. */
export function handedOver<Args extends readonly unknown[], Answer>(
  work: (...args: Args) => Promise<Answer>,
  memoryOf: MemoryOf<Answer> = ofBytes
): typeof work {
  handed.set(work, memoryOf)
  return work
}

/** What of an answer may be given away. */
export function handedMemory(work: object, answer: unknown): ArrayBuffer[] {
  const memoryOf = handed.get(work) as MemoryOf<unknown> | undefined
  return memoryOf ? [...memoryOf(answer)] : []
}

function ofBytes(answer: unknown): readonly ArrayBuffer[] {
  return answer instanceof Uint8Array ? [answer.buffer as ArrayBuffer] : []
}
