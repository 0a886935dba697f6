import type { Attachment } from 'svelte/attachments'

/** Lights an element up for a moment whenever the text it is handed differs from the last; still under reduced motion. */
export function flash(): (text: string) => Attachment<HTMLElement> {
  let last: string | null = null
  return (text) => (element) => {
    const changed = last !== null && last !== text
    last = text
    if (!changed || typeof element.animate !== 'function') return
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return
    const accent = getComputedStyle(element).getPropertyValue('--accent')
    const tint = `color-mix(in srgb, ${accent} 22%, transparent)`
    element.animate([{ backgroundColor: tint }, { backgroundColor: 'transparent' }], 900)
  }
}
