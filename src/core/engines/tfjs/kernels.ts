import type * as Tfjs from '@tensorflow/tfjs-core'

type Tf = typeof Tfjs
type Info = Tfjs.TensorInfo

/** What plain loops need of the wasm and the cpu backend. */
interface WasmBackend {
  makeOutput(shape: readonly number[], type: 'float32'): Info
  /** A view of the heap, good until the next allocation. */
  typedArrayFromHeap(info: Info): Float32Array | Int32Array
}

interface CpuBackend {
  readSync(id: Tfjs.DataId): Float32Array | Int32Array
  makeTensorInfo(shape: readonly number[], type: 'float32', values: Float32Array): Info
}

const LOOKUP = 'SkewlabLookup'
const PART = 'SkewlabPart'

/**
 * Kernels of plain loops, written straight to the heap. tfjs 4.22 has no sum by segment (the gradient of a lookup) on
 * wasm, and on cpu one that walks all rows once for each segment; its slice on wasm copies the whole tensor first, and
 * its gather checks every index in a closure of its own: together two fifths of a training step.
 */
export function registerKernels(tf: Tf, backend: 'wasm' | 'cpu'): void {
  if (backend === 'cpu') replace(tf, tf.UnsortedSegmentSum, backend, cpuSegmentSum)
  else {
    replace(tf, tf.UnsortedSegmentSum, backend, wasmSegmentSum)
    replace(tf, LOOKUP, backend, wasmLookup)
    replace(tf, PART, backend, wasmPart)
  }
}

/** Rows of a table [values, …] by code: [codes, …]. */
export function lookup(tf: Tf, table: Tfjs.Tensor, codes: Tfjs.Tensor): Tfjs.Tensor {
  if (tf.getKernel(LOOKUP, tf.getBackend())) return tf.engine().runKernel<Tfjs.Tensor>(LOOKUP, { table, codes })
  return tf.gather(table, codes as Tfjs.Tensor1D)
}

/** A stretch of a flat vector, in a shape. */
export function part(tf: Tf, vector: Tfjs.Tensor, offset: number, shape: readonly number[]): Tfjs.Tensor {
  if (tf.getKernel(PART, tf.getBackend()))
    return tf.engine().runKernel<Tfjs.Tensor>(PART, { vector }, { offset, shape: [...shape] })
  return tf.reshape(tf.slice(vector, [offset], [sizeOf(shape)]), [...shape])
}

function replace(tf: Tf, kernelName: string, backendName: string, kernelFunc: Tfjs.KernelFunc): void {
  const known = tf.getKernel(kernelName, backendName)
  if (known?.kernelFunc === kernelFunc) return
  if (known) tf.unregisterKernel(kernelName, backendName)
  tf.registerKernel({ kernelName, backendName, kernelFunc })
}

const wasmSegmentSum: Tfjs.KernelFunc = ({ inputs, backend, attrs }) => {
  const { x, segmentIds } = inputs as Record<string, Info>
  const { numSegments } = attrs as { numSegments: number }
  const wasm = backend as unknown as WasmBackend
  const out = wasm.makeOutput([numSegments, ...x.shape.slice(1)], 'float32')
  const sums = wasm.typedArrayFromHeap(out).fill(0)
  addBySegment(wasm.typedArrayFromHeap(x), wasm.typedArrayFromHeap(segmentIds), sums, sizeOf(x.shape.slice(1)))
  return out
}

const cpuSegmentSum: Tfjs.KernelFunc = ({ inputs, backend, attrs }) => {
  const { x, segmentIds } = inputs as Record<string, Info>
  const { numSegments } = attrs as { numSegments: number }
  const cpu = backend as unknown as CpuBackend
  const width = sizeOf(x.shape.slice(1))
  const sums = new Float32Array(numSegments * width)
  addBySegment(cpu.readSync(x.dataId), cpu.readSync(segmentIds.dataId), sums, width)
  return cpu.makeTensorInfo([numSegments, ...x.shape.slice(1)], 'float32', sums)
}

type Numbers = Float32Array | Int32Array

function addBySegment(rows: Numbers, segments: Numbers, sums: Numbers, width: number): void {
  for (let i = 0, at = 0; i < segments.length; i++) {
    let to = segments[i] * width
    for (let j = 0; j < width; j++) sums[to++] += rows[at++]
  }
}

const wasmLookup: Tfjs.KernelFunc = ({ inputs, backend }) => {
  const { table, codes } = inputs as Record<string, Info>
  const wasm = backend as unknown as WasmBackend
  const out = wasm.makeOutput([...codes.shape, ...table.shape.slice(1)], 'float32')
  const from = wasm.typedArrayFromHeap(table)
  const at = wasm.typedArrayFromHeap(codes)
  const rows = wasm.typedArrayFromHeap(out)
  const width = sizeOf(table.shape.slice(1))
  for (let i = 0, to = 0; i < at.length; i++) {
    let next = at[i] * width
    for (let j = 0; j < width; j++) rows[to++] = from[next++]
  }
  return out
}

const wasmPart: Tfjs.KernelFunc = ({ inputs, backend, attrs }) => {
  const { vector } = inputs as Record<string, Info>
  const { offset, shape } = attrs as { offset: number; shape: number[] }
  const wasm = backend as unknown as WasmBackend
  const out = wasm.makeOutput(shape, 'float32')
  const values = wasm.typedArrayFromHeap(vector)
  wasm.typedArrayFromHeap(out).set(values.subarray(offset, offset + sizeOf(shape)))
  return out
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1)
}
