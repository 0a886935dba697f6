/** Cores that the page has lent, the asker's own included; null until it says. */
let lent: number | null = null

self.addEventListener('message', ({ data }: MessageEvent) => {
  if (typeof data?.cores === 'number') lent = data.cores
})

/** Cores beside the one that asks: how many helpers it may have now. */
export function furtherCores(): number {
  return Math.max(1, lent ?? (navigator.hardwareConcurrency || 1)) - 1
}
