/**
 * Brings an object, and what it is made of, to the state of another that was built alike: typed arrays and lists are
 * copied, numbers and words taken over. What stands in `shared` never changes and is left as it is. Objects keep the
 * shape that their constructors gave them, which engines need to be quick.
 */
export function takeState<T extends object>(to: T, from: T, shared: ReadonlySet<unknown>): void {
  // Two views of one buffer stay two views of one buffer.
  const buffers = new Map<ArrayBufferLike, ArrayBuffer>()

  function take(target: Record<string, unknown>, source: object): void {
    for (const [key, value] of Object.entries(source)) {
      if (shared.has(value)) continue
      if (ArrayBuffer.isView(value)) target[key] = viewLike(value as Float64Array)
      else if (Array.isArray(value)) target[key] = structuredClone(value)
      else if (typeof value === 'object' && value !== null) take(target[key] as Record<string, unknown>, value)
      else target[key] = value
    }
  }

  function viewLike(view: Float64Array): Float64Array {
    const buffer = buffers.get(view.buffer) ?? (view.buffer.slice(0) as ArrayBuffer)
    buffers.set(view.buffer, buffer)
    const View = view.constructor as Float64ArrayConstructor
    return new View(buffer, view.byteOffset, view.length)
  }

  take(to as Record<string, unknown>, from)
}
