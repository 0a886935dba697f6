const PAGE = 65_536
const MOST_PAGES = 65_536

/** What needs the memory, and what the user may choose instead. */
interface Purpose {
  readonly what: string
  readonly instead: string
}

/** Memory for something at work, reserved once. @throws one line with the megabytes needed, where they cannot be had */
export function reserve(bytes: number, shared: boolean, { what, instead }: Purpose): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE)
  const megabytes = Math.ceil(bytes / 1e6).toLocaleString('en')
  if (pages > MOST_PAGES)
    throw new Error(`${what} needs ${megabytes} MB, more than the 4,294 MB of WebAssembly; ${instead}`)
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared })
  } catch (cause) {
    throw new Error(`not enough memory for ${what}: it needs ${megabytes} MB; ${instead}`, { cause })
  }
}
