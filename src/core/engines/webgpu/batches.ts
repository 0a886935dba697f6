import type { Batch } from '../engine.ts'
import { upload, type Gpu } from './gpu.ts'
import type { Plan } from './plan.ts'

/** Rows of a batch on the card, as many as one dispatch takes. */
export interface Chunk {
  readonly from: number
  readonly rows: number
  readonly numeric: GPUBuffer | null
  readonly codes: GPUBuffer | null
}

export interface Batches {
  /** Chunks one after another; each is to be submitted before the next is asked for. */
  chunksOf(batch: Batch): Iterable<Chunk>
  dispose(): void
}

/** Logits of a chunk start at a multiple of 256 bytes, as a binding has to. */
const ROW_STEP = 64
/** A longer dispatch holds up what the page draws. */
const MOST_ROWS = 65536

/**
 * Brings batches to the card: resident ones once, others through two sets of buffers in turn, so that one is filled while
 * the card reads the other.
 */
export function openBatches(gpu: Gpu, { network, tiling, reads }: Plan): Batches {
  const { device, limits } = gpu
  const { numeric } = network
  const fields = network.fields.length
  const bound = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize) / 4
  const most = Math.min(
    MOST_ROWS,
    limits.maxComputeWorkgroupsPerDimension * tiling.rows,
    bound / Math.max(1, numeric, fields)
  )
  const step = Math.max(1, Math.floor(most / ROW_STEP)) * ROW_STEP
  const residents = new WeakMap<Batch, Chunk[]>()
  const kept = new Set<Chunk[]>()
  const forgotten = new FinalizationRegistry((chunks: Chunk[]) => {
    kept.delete(chunks)
    chunks.forEach(drop)
  })
  const turns: (Chunk | null)[] = [null, null]
  let turn = 0

  function roomFor(rows: number): Chunk {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST
    return {
      from: 0,
      rows,
      numeric: reads.numeric ? device.createBuffer({ size: 4 * rows * numeric, usage }) : null,
      codes: reads.codes ? device.createBuffer({ size: 4 * rows * fields, usage }) : null,
    }
  }

  function fill(room: Chunk, batch: Batch, from: number, rows: number): Chunk {
    if (room.numeric) upload(gpu, room.numeric, batch.numeric, from * numeric, rows * numeric)
    if (room.codes) upload(gpu, room.codes, batch.codes, from * fields, rows * fields)
    return { ...room, from, rows }
  }

  function turnFor(rows: number): Chunk {
    turn = 1 - turn
    const room = turns[turn]
    if (room && room.rows >= rows) return room
    if (room) drop(room)
    return (turns[turn] = roomFor(rows))
  }

  function* cut<T>(rows: number, take: (from: number, rows: number) => T): Iterable<T> {
    for (let from = 0; from < rows; from += step) yield take(from, Math.min(step, rows - from))
  }

  function residentOf(batch: Batch): Chunk[] {
    const known = residents.get(batch)
    if (known) return known
    const chunks = [...cut(batch.rows, (from, rows) => fill(roomFor(rows), batch, from, rows))]
    residents.set(batch, chunks)
    kept.add(chunks)
    forgotten.register(batch, chunks)
    return chunks
  }

  return {
    chunksOf: (batch) =>
      batch.resident ? residentOf(batch) : cut(batch.rows, (from, rows) => fill(turnFor(rows), batch, from, rows)),
    dispose() {
      for (const chunks of kept) chunks.forEach(drop)
      for (const room of turns) if (room) drop(room)
    },
  }
}

function drop({ numeric, codes }: Chunk): void {
  numeric?.destroy()
  codes?.destroy()
}
