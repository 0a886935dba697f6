import { flopsPerRow } from '../networks/flops.ts'
import { engineOf, type EngineId } from './index.ts'
import { probe, type EngineReading } from './picker.ts'

/** What a plain matrix product reaches on this machine with the kernels of an engine. */
export interface Roof {
  readonly engine: EngineId
  /** Floating-point operations a second. */
  readonly flops: number
  readonly threads: number
}

/** How hard a network works the machine; null is not known. */
export interface Work {
  readonly rowsPerSecond: number | null
  /** Floating-point operations a second. */
  readonly flops: number | null
  /** Of the roof. */
  readonly share: number | null
}

/** What an engine does, and under which roofs; null of a GPU, and of TensorFlow.js: no roof was measured for them. */
export interface Roofs {
  readonly train: Roof | null
  readonly score: Roof | null
}

/** The roofs over an engine's work. */
export function roofsOf(engine: EngineId, readings: readonly EngineReading[]): Roofs {
  const { trainsAs } = engineOf(engine)
  const train = roofOf(trainsAs ?? engine, readings)
  return { train, score: trainsAs ? null : train }
}

type Rates = Pick<EngineReading, 'trainRowsPerSecond' | 'scoreRowsPerSecond'>

/** What the rates that an engine was measured at ask of the machine. */
export function probeWork(rates: Rates, roofs: Roofs): { train: Work; score: Work } {
  return networkWork(rates, flopsPerRow(probe), roofs)
}

/** Forward, and two products backward. */
const TRAINING = 3

/** What training and scoring at these rates ask of the machine; `forward` are the operations that score one row. */
export function networkWork(rates: Rates, forward: number | null, roofs: Roofs): { train: Work; score: Work } {
  const training = forward === null ? null : TRAINING * forward
  return {
    train: workOf(rates.trainRowsPerSecond, training, roofs.train),
    score: workOf(rates.scoreRowsPerSecond, forward, roofs.score),
  }
}

export function workOf(rowsPerSecond: number | null, flopsEach: number | null, roof: Roof | null): Work {
  const flops = rowsPerSecond === null || flopsEach === null ? null : rowsPerSecond * flopsEach
  return { rowsPerSecond, flops, share: flops === null || roof === null ? null : flops / roof.flops }
}

function roofOf(engine: EngineId, readings: readonly EngineReading[]): Roof | null {
  const reading = readings.find(({ id }) => id === engine)
  return reading?.peakFlops ? { engine, flops: reading.peakFlops, threads: reading.threads ?? 1 } : null
}
