/** Every leaf of a lab by its path: `world.baseRate`, `lanes.0.model`. */
export function flat(value: unknown, path = ''): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return { [path]: value }
  const parts = Object.entries(value).map(([key, one]) => flat(one, path === '' ? key : `${path}.${key}`))
  return Object.assign({}, ...parts) as Record<string, unknown>
}

/** A note without the list of what a catalogue has: that may grow. */
export function plain(note: string): string {
  return note.replace(/one of [^;]*;/, 'one of …;')
}
