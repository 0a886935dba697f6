import type { Attachment } from 'svelte/attachments'

/** How far outside the window counts as near. */
const MARGIN = '400px'

/** Calls once the element is in the window or near it; at once where the browser cannot observe that. */
export function onceNear(call: () => void): Attachment<Element> {
  return (element) => {
    if (typeof IntersectionObserver === 'undefined') {
      call()
      return
    }
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        observer.disconnect()
        call()
      },
      { rootMargin: MARGIN }
    )
    observer.observe(element)
    return () => observer.disconnect()
  }
}
