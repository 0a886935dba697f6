import type * as Tfjs from '@tensorflow/tfjs-core'

type Tf = typeof Tfjs

/** What the wasm and cpu backends share, as far as a kernel of plain loops needs it. */
interface LoopBackend {
  readSync(id: Tfjs.DataId): Float32Array | Int32Array
  makeOutput?(shape: number[], type: 'float32', at: undefined, values: Float32Array): Tfjs.TensorInfo
  makeTensorInfo?(shape: number[], type: 'float32', values: Float32Array): Tfjs.TensorInfo
}

/**
 * Sums rows by segment, the gradient of a lookup. tfjs 4.22 has no such kernel on wasm, and on cpu one that walks
 * all rows once for each segment.
 */
export function registerKernels(tf: Tf, backend: 'wasm' | 'cpu'): void {
  const known = tf.getKernel(tf.UnsortedSegmentSum, backend)
  if (known?.kernelFunc === unsortedSegmentSum) return
  if (known) tf.unregisterKernel(tf.UnsortedSegmentSum, backend)
  tf.registerKernel({ kernelName: tf.UnsortedSegmentSum, backendName: backend, kernelFunc: unsortedSegmentSum })
}

const unsortedSegmentSum: Tfjs.KernelFunc = ({ inputs, backend, attrs }) => {
  const { x, segmentIds } = inputs as { x: Tfjs.TensorInfo; segmentIds: Tfjs.TensorInfo }
  const { numSegments } = attrs as { numSegments: number }
  const loops = backend as LoopBackend
  const rows = loops.readSync(x.dataId)
  const segments = loops.readSync(segmentIds.dataId)
  const width = x.shape.slice(1).reduce((product, side) => product * side, 1)
  const sums = new Float32Array(numSegments * width)
  for (let i = 0, at = 0; i < segments.length; i++) {
    let to = segments[i] * width
    for (let j = 0; j < width; j++) sums[to++] += rows[at++]
  }
  const shape = [numSegments, ...x.shape.slice(1)]
  if (loops.makeTensorInfo) return loops.makeTensorInfo(shape, 'float32', sums)
  if (loops.makeOutput) return loops.makeOutput(shape, 'float32', undefined, sums)
  throw new Error('this tfjs backend cannot take a kernel of plain loops')
}
