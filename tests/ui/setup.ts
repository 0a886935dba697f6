import { afterEach } from 'vitest'

/** jsdom knows no media: a wide screen, where nothing matches. */
window.matchMedia ??= (query: string) =>
  Object.assign(new EventTarget(), {
    ...{ matches: false, media: query, onchange: null },
    ...{ addListener: () => undefined, removeListener: () => undefined },
  })

/** The address bar is written to a little later: what waits is written while there still is a window. */
afterEach(() => {
  window.dispatchEvent(new Event('pagehide'))
})
