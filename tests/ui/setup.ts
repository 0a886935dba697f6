import { afterEach } from 'vitest'

/** The address bar is written to a little later: what waits is written while there still is a window. */
afterEach(() => {
  window.dispatchEvent(new Event('pagehide'))
})
