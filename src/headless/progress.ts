const CLEAR = '\r\u001b[2K'
const DIM = ['\u001b[2m', '\u001b[22m']
const LEAST_MS_BETWEEN = 100
const USUAL_COLUMNS = 80

/** One line on a terminal that says how far things are, written over again and again; elsewhere nothing is written. */
export interface Progress {
  say(text: string): void
  /** Takes the line away, before anything else is written. */
  clear(): void
}

export type Terminal = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>

export function progressOn(
  terminal: Terminal,
  env: NodeJS.ProcessEnv,
  isSilent = false,
  now = () => performance.now()
): Progress {
  if (isSilent || !terminal.isTTY || env.TERM === 'dumb') return { say: () => undefined, clear: () => undefined }
  const [before, after] = env.NO_COLOR ? ['', ''] : DIM
  let isShown = false
  let last = -Infinity
  return {
    say(text) {
      if (now() - last < LEAST_MS_BETWEEN) return
      last = now()
      isShown = true
      terminal.write(`${CLEAR}${before}${text.slice(0, (terminal.columns || USUAL_COLUMNS) - 1)}${after}`)
    },
    clear() {
      if (isShown) terminal.write(CLEAR)
      isShown = false
    },
  }
}
