import type { Attachment } from 'svelte/attachments'

/** Tells an element's width in CSS pixels, at once and whenever it changes; silent where nothing can be measured. */
export function measured(tell: (width: number) => void): Attachment<HTMLElement> {
  return (element) => {
    const read = () => {
      if (element.clientWidth > 0) tell(element.clientWidth)
    }
    read()
    if (typeof ResizeObserver === 'undefined') return
    // A picture that is drawn anew may change the width of others: told within the observer's turn, Firefox reports a loop.
    let frame = 0
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(read)
    })
    observer.observe(element)
    return () => {
      cancelAnimationFrame(frame)
      observer.disconnect()
    }
  }
}
