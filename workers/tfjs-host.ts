import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import type { EngineHost } from '../src/core/engines/engine.ts'

type Backend = Parameters<EngineHost['tfjs']>[0]
type Tf = Awaited<ReturnType<EngineHost['tfjs']>>

const START_LIMIT_MS = 20_000

/** tfjs in a browser, each backend loaded when first asked for. @throws one line where it cannot start */
export async function startTfjs(backend: Backend): Promise<Tf> {
  const tf = await import('@tensorflow/tfjs-core')
  tf.enableProdMode()
  await load(tf, backend)
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the ${backend} backend did not start in time`)), START_LIMIT_MS)
  })
  // After a refused start `getBackend` still names it: only the answer counts.
  const ready = await Promise.race([tf.setBackend(backend), late]).finally(() => clearTimeout(timer))
  if (!ready) throw new Error(`${backend} is not available in this browser`)
  return tf
}

async function load(tf: Tf, backend: Backend): Promise<void> {
  if (backend === 'cpu') await import('@tensorflow/tfjs-backend-cpu')
  else if (backend === 'webgl') await import('@tensorflow/tfjs-backend-webgl')
  else if (backend === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu')
  else {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm')
    // Its threads start blob workers, which the content security policy refuses and bundling breaks.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
    setWasmPaths({
      'tfjs-backend-wasm.wasm': plain,
      'tfjs-backend-wasm-simd.wasm': simd,
      'tfjs-backend-wasm-threaded-simd.wasm': simd,
    })
  }
}
