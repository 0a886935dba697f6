import type * as Tfjs from '@tensorflow/tfjs-core'
import { deviceLost } from '../lost.ts'

export interface Watch {
  /** Settles with the reason; never rejects. */
  readonly lost: Promise<string>
  /** The reason once it is lost: a lost context answers with zeros instead of errors. */
  reason(): string | null
}

interface WebglBackend {
  readonly gpgpu: { readonly gl: WebglContext }
}

interface WebglContext {
  readonly canvas: { addEventListener(type: 'webglcontextlost', listener: () => void): void }
  isContextLost(): boolean
}

interface WebgpuBackend {
  readonly device: { readonly lost: Promise<{ readonly reason: string; readonly message: string }> }
}

/** Watches the context or device behind the current GPU backend. */
export function watchGpu(tf: typeof Tfjs, backend: 'webgl' | 'webgpu'): Watch {
  return backend === 'webgl' ? watchWebgl(tf) : watchWebgpu(tf)
}

function watchWebgl(tf: typeof Tfjs): Watch {
  const { gl } = (tf.backend() as unknown as WebglBackend).gpgpu
  const reason = 'the WebGL context was lost'
  return {
    lost: new Promise((resolve) => gl.canvas.addEventListener('webglcontextlost', () => resolve(reason))),
    reason: () => (gl.isContextLost() ? reason : null),
  }
}

function watchWebgpu(tf: typeof Tfjs): Watch {
  const { device } = tf.backend() as unknown as WebgpuBackend
  let known: string | null = null
  const lost = device.lost.then(({ message }) => {
    known = deviceLost(message)
    return known
  })
  return { lost, reason: () => known }
}
