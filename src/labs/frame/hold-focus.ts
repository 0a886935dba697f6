/** Takes the focus; what it returns gives it back to where it was. */
export function holdFocus(element: HTMLElement): () => void {
  const before = document.activeElement
  element.focus({ preventScroll: true })
  return () => {
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
  }
}
