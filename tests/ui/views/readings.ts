import type { EngineReading } from '../../../src/core/lab.ts'
import type { EngineFacts } from '../../../src/views/race/engines.ts'

/** Engines of a catalogue, in its order. */
export const kinds: readonly EngineFacts[] = [
  { id: 'fused', label: 'Skewlab on the processor', short: 'Skewlab', reproducible: true },
  { id: 'fused-relaxed', label: 'Skewlab on the processor, relaxed', short: 'Skewlab relaxed', reproducible: false },
  { id: 'fused-webgpu', label: 'Skewlab, scoring on WebGPU', short: 'Skewlab + WebGPU', reproducible: false },
  { id: 'tfjs-wasm', label: 'TensorFlow.js on WebAssembly', short: 'tfjs wasm', reproducible: true },
  { id: 'tfjs-webgpu', label: 'TensorFlow.js on WebGPU', short: 'tfjs WebGPU', reproducible: false },
  { id: 'tfjs-webgl', label: 'TensorFlow.js on WebGL', short: 'tfjs WebGL', reproducible: false },
  { id: 'tfjs-cpu', label: 'TensorFlow.js in plain JavaScript', short: 'tfjs cpu', reproducible: false },
]

/** What two cores without a graphics card gave. */
export const readings: readonly EngineReading[] = [
  { ...measured('fused', 150_000, 900_000), peakFlops: 60e9, threads: 2 },
  { ...measured('fused-relaxed', 170_000, 1_000_000), peakFlops: 88e9, threads: 2 },
  { ...measured('fused-webgpu', 150_000, 2_400), threads: 2 },
  measured('tfjs-wasm', 84_000, 313_000),
  measured('tfjs-webgpu', 132, 769),
  measured('tfjs-webgl', 372, 1_733),
  measured('tfjs-cpu', 635, 7_407),
]

export function refused(id: EngineReading['id'], problem: string): EngineReading {
  return { id, trainRowsPerSecond: null, scoreRowsPerSecond: null, problem }
}

function measured(id: EngineReading['id'], train: number, score: number): EngineReading {
  return { id, trainRowsPerSecond: train, scoreRowsPerSecond: score, problem: null }
}
