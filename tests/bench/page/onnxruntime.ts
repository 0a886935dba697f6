import type { InferenceSession } from 'onnxruntime-web'
import onGpu from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'
import onGpuWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'
import onCpu from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url'
import onCpuWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'
import type { Batch } from '../../../src/core/engines/engine.ts'
import { onnxModel } from '../onnx/network.ts'
import { rateOf } from '../timed.ts'
import { adapterName } from './adapter.ts'
import { batchesOf, overBatches } from './rows.ts'
import { checkLogits, scoredState } from './weights.ts'
import type { OnnxScoring } from './work.ts'

type Ort = typeof import('onnxruntime-web/wasm')

const batchSizes = [1024, 4096, 16_384]

/** onnxruntime-web at the batch size that suits it best here. */
export async function prepareOnnx({ onnx, network }: OnnxScoring) {
  const adapter = onnx === 'webgpu' ? await adapterName() : null
  const ort = await load(onnx)
  const { weights } = scoredState(network)
  const session = await ort.InferenceSession.create(onnxModel(network, weights), { executionProviders: [onnx] })
  const score = (batch: Batch) => logitsOf(ort, session, batch)
  const trials = []
  for (const batchSize of batchSizes) {
    const batches = batchesOf(network, batchSize)
    checkLogits(network, weights, batches[0], await score(batches[0]))
    const run = () => overBatches(batches, score)
    trials.push({ batchSize, run, rate: await rateOf({ run }) })
  }
  const best = trials.reduce((a, b) => (b.rate > a.rate ? b : a))
  const where = adapter ? `WebGPU, ${adapter}` : `WASM, ${ort.env.wasm.numThreads} threads`
  return { name: `onnxruntime-web ${ort.env.versions.web} ${where}, batch ${best.batchSize}`, run: best.run }
}

async function load(onnx: OnnxScoring['onnx']): Promise<Ort> {
  const ort: Ort = onnx === 'webgpu' ? await import('onnxruntime-web/webgpu') : await import('onnxruntime-web/wasm')
  const [mjs, wasm] = onnx === 'webgpu' ? [onGpu, onGpuWasm] : [onCpu, onCpuWasm]
  ort.env.wasm.wasmPaths = { mjs: new URL(mjs, location.href).href, wasm: new URL(wasm, location.href).href }
  ort.env.wasm.numThreads = navigator.hardwareConcurrency
  ort.env.logLevel = 'error'
  return ort
}

async function logitsOf({ Tensor }: Ort, session: InferenceSession, batch: Batch): Promise<Float32Array> {
  const { rows, codes, numeric } = batch
  const inputs = {
    codes: new Tensor('int32', codes, [rows, codes.length / rows]),
    numeric: new Tensor('float32', numeric, [rows, numeric.length / rows]),
  }
  const outputs = await session.run(inputs)
  return outputs[session.outputNames[0]].data as Float32Array
}
