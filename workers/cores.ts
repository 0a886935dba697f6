/** Cores beside the one that asks: how many helpers are worth having. */
export function furtherCores(): number {
  return Math.max(1, navigator.hardwareConcurrency || 1) - 1
}
