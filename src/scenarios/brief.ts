const MOST = 40

/** User input, shortened for a note. */
export function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : 'of that sort'
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text
}
