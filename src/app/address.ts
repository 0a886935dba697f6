import type { Address } from '../state/lab.svelte.ts'

const SETTLE_MS = 250

/** The address bar. Replacing waits until a drag settles: browsers refuse a hundred changes in a few seconds. */
export function addressOf(window: Window): Address {
  let waiting: { hash: string; timer: number } | null = null

  function flush(): void {
    if (!waiting) return
    window.clearTimeout(waiting.timer)
    window.history.replaceState(null, '', `#${waiting.hash}`)
    waiting = null
  }

  window.addEventListener('pagehide', flush)
  return {
    hash: () => window.location.hash,
    replace(hash) {
      if (waiting) window.clearTimeout(waiting.timer)
      waiting = { hash, timer: window.setTimeout(flush, SETTLE_MS) }
    },
    push(hash) {
      flush()
      if (window.location.hash !== `#${hash}`) window.history.pushState(null, '', `#${hash}`)
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
