/** Cores that the page has lent for now, and the most it ever lends, the asker's own included; null until it says. */
let lent: number | null = null
let most: number | null = null

self.addEventListener('message', ({ data }: MessageEvent) => {
  if (typeof data?.cores === 'number') lent = data.cores
  if (typeof data?.mostCores === 'number') most = data.mostCores
})

/** Cores beside the one that asks: how many helpers it may have now. */
export function furtherCores(): number {
  return Math.min(mostFurtherCores(), (lent ?? Infinity) - 1)
}

/** How many helpers it can ever have. */
export function mostFurtherCores(): number {
  return Math.max(1, most ?? (navigator.hardwareConcurrency || 1)) - 1
}
