/** Stands in for ResizeObserver, which jsdom lacks; nothing there has a size. */
export class SilentObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
