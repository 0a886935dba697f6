/** Buffer into which the GPU writes logits, and its copies for reading. */
export interface Readback {
  /** Room for the logits of this many rows. */
  roomFor(rows: number): GPUBuffer
  /** Copies the first rows of that buffer; `take` receives them when the GPU has finished. */
  read(rows: number, take: (logits: Float32Array) => void): Promise<void>
  dispose(): void
}

/** A copy is read while the GPU writes the next logits, so there are as many copies as reads in flight. */
export function openReadback(device: GPUDevice): Readback {
  const copies = new Set<GPUBuffer>()
  const free: GPUBuffer[] = []
  let room: GPUBuffer | null = null

  function copyFor(size: number): GPUBuffer {
    const old = free.pop()
    if (old && old.size >= size) return old
    if (old) drop(old)
    const copy = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST })
    copies.add(copy)
    return copy
  }

  function drop(copy: GPUBuffer): void {
    copies.delete(copy)
    copy.destroy()
  }

  return {
    roomFor(rows) {
      if (room && room.size >= 4 * rows) return room
      room?.destroy()
      room = device.createBuffer({ size: 4 * rows, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC })
      return room
    },

    async read(rows, take) {
      const copy = copyFor(4 * rows)
      const encoder = device.createCommandEncoder()
      encoder.copyBufferToBuffer(room as GPUBuffer, 0, copy, 0, 4 * rows)
      device.queue.submit([encoder.finish()])
      try {
        await copy.mapAsync(GPUMapMode.READ, 0, 4 * rows)
        take(new Float32Array(copy.getMappedRange(0, 4 * rows)))
        copy.unmap()
        free.push(copy)
      } catch (error) {
        drop(copy)
        throw error
      }
    },

    dispose() {
      room?.destroy()
      for (const copy of copies) copy.destroy()
    },
  }
}
