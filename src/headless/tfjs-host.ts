import type { EngineHost } from '../core/engines/engine.ts'

type Backend = Parameters<EngineHost['tfjs']>[0]

const START_LIMIT_MS = 20_000

/** tfjs under Node: the plain JavaScript and the WebAssembly backend. @throws one line for the GPU backends */
export async function nodeTfjs(backend: Backend): ReturnType<EngineHost['tfjs']> {
  if (backend === 'webgl' || backend === 'webgpu')
    throw new Error(`${backend} needs a browser; use tfjs-wasm or tfjs-cpu`)
  const tf = await import('@tensorflow/tfjs-core')
  tf.enableProdMode()
  if (backend === 'cpu') await import('@tensorflow/tfjs-backend-cpu')
  else await loadWasm(tf)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the ${backend} backend did not start in time`)), START_LIMIT_MS)
  })
  const ready = await Promise.race([withoutListeners(() => tf.setBackend(backend)), late])
  clearTimeout(timer)
  if (!ready) throw new Error(`the ${backend} backend cannot start here`)
  return tf
}

async function loadWasm(tf: typeof import('@tensorflow/tfjs-core')): Promise<void> {
  await import('@tensorflow/tfjs-backend-wasm')
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
}

/** The WebAssembly loader answers any later error of the process by printing its own source: its listeners go. */
async function withoutListeners<T>(start: () => Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection'] as const
  const before = events.map((event) => process.listeners(event as 'uncaughtException'))
  try {
    return await start()
  } finally {
    for (const [i, event] of events.entries())
      for (const listener of process.listeners(event as 'uncaughtException'))
        if (!before[i].includes(listener)) process.removeListener(event, listener)
  }
}
