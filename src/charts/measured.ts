import type { Attachment } from 'svelte/attachments'

/** Tells an element's width in CSS pixels, at once and whenever it changes; silent where nothing can be measured. */
export function measured(tell: (width: number) => void): Attachment<HTMLElement> {
  return (element) => {
    const read = () => {
      if (element.clientWidth > 0) tell(element.clientWidth)
    }
    read()
    if (typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(read)
    observer.observe(element)
    return () => observer.disconnect()
  }
}
