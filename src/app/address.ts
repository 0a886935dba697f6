import { Latest } from '../state/latest.ts'
import type { Address } from '../state/lab-address.ts'

const SETTLE_MS = 250

/** The address bar. Replacing waits until a drag settles: browsers refuse a hundred changes in a few seconds. */
export function addressOf(window: Window): Address {
  const settled = new Latest({ afterMs: SETTLE_MS })
  let waiting: { hash: string; file: string | null } | null = null

  function flush(): void {
    if (!waiting) return
    settled.cancel()
    window.history.replaceState(stateOf(waiting.file), '', `#${waiting.hash}`)
    waiting = null
  }

  function file(): string | null {
    const state: unknown = window.history.state
    return typeof state === 'object' && state && 'file' in state && typeof state.file === 'string' ? state.file : null
  }

  window.addEventListener('pagehide', flush)
  return {
    hash: () => window.location.hash,
    file,
    replace(hash, file) {
      waiting = { hash, file }
      void settled.ask(async () => undefined, flush)
    },
    push(hash, next) {
      flush()
      if (window.location.hash !== `#${hash}` || file() !== next)
        window.history.pushState(stateOf(next), '', `#${hash}`)
    },
    onMove(listener) {
      const moved = (): void => {
        settled.cancel()
        waiting = null
        listener()
      }
      window.addEventListener('popstate', moved)
      return () => window.removeEventListener('popstate', moved)
    },
  }
}

function stateOf(file: string | null): { file: string } | null {
  return file === null ? null : { file }
}
