const PAGE = 65_536
const MOST_PAGES = 65_536

/** Memory for a network at work, reserved once. @throws one line with the megabytes needed, where they cannot be had */
export function reserve(bytes: number, shared: boolean): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE)
  const megabytes = Math.ceil(bytes / 1e6).toLocaleString('en')
  if (pages > MOST_PAGES)
    throw new Error(
      `this network needs ${megabytes} MB, more than the 4,294 MB of WebAssembly; choose fewer hash buckets or smaller embeddings`
    )
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared })
  } catch (cause) {
    throw new Error(
      `not enough memory for this network: it needs ${megabytes} MB; choose fewer hash buckets or smaller embeddings`,
      { cause }
    )
  }
}
