import type { Address } from '../state/lab-address.ts'

const SETTLE_MS = 250

/** The address bar. Replacing waits until a drag settles: browsers refuse a hundred changes in a few seconds. */
export function addressOf(window: Window): Address {
  let waiting: { hash: string; file: string | null; timer: number } | null = null

  function flush(): void {
    if (!waiting) return
    window.clearTimeout(waiting.timer)
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
      if (waiting) window.clearTimeout(waiting.timer)
      waiting = { hash, file, timer: window.setTimeout(flush, SETTLE_MS) }
    },
    push(hash, next) {
      flush()
      if (window.location.hash !== `#${hash}` || file() !== next)
        window.history.pushState(stateOf(next), '', `#${hash}`)
    },
    onMove(listener) {
      const moved = (): void => {
        if (waiting) window.clearTimeout(waiting.timer)
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
