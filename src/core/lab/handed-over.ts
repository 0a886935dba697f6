type Writing<Args extends readonly unknown[]> = (...args: Args) => Promise<Uint8Array<ArrayBuffer>>

const handed = new WeakSet<object>()

/** Declares that nothing here keeps what `work` answers: a worker may give its memory away instead of copying it. */
export function handedOver<Args extends readonly unknown[]>(work: Writing<Args>): Writing<Args> {
  handed.add(work)
  return work
}

export function isHandedOver(work: object): boolean {
  return handed.has(work)
}
