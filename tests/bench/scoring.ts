import { flopsPerRow } from '../../src/core/networks/flops.ts'
import type { Network } from '../../src/core/networks/network.ts'
import type { Bench } from './bench.ts'
import { DEFAULT_ENGINE, GPU_ENGINE, RELAXED_ENGINE } from './engines.ts'
import { inPage } from './in-page.ts'
import { inPython } from './in-python.ts'

/** Scoring without a GPU, all cores, beside onnxruntime-web on as many threads. */
export function scoringOnCpu(id: string, what: string, network: Network): Bench {
  return {
    id,
    label: `score ${what} on ${DEFAULT_ENGINE}`,
    unit: 'rows',
    flops: flopsPerRow(network),
    ours: inPage({ does: 'score', engine: DEFAULT_ENGINE, network }),
    further: { 'relaxed rows/s': inPage({ does: 'score', engine: RELAXED_ENGINE, network }) },
    peers: [
      inPage({ does: 'score', onnx: 'wasm', network }),
      inPython('score', { network }),
      inPage({ does: 'score', engine: 'tfjs-wasm', network }),
    ],
  }
}

/** Scoring by WebGPU; the facts and peers say where the adapter is a software one. */
export function scoringOnGpu(id: string, what: string, network: Network): Bench {
  return {
    id,
    label: `score ${what} on ${GPU_ENGINE}`,
    unit: 'rows',
    flops: flopsPerRow(network),
    ours: inPage({ does: 'score', engine: GPU_ENGINE, network }),
    peers: [
      inPage({ does: 'score', onnx: 'webgpu', network }),
      inPage({ does: 'score', engine: 'tfjs-webgpu', network }),
    ],
  }
}
