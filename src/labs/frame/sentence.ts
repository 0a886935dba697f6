/** A line of the core, which begins in lower case and has no full stop, as a sentence of the page. */
export function sentence(line: string): string {
  return `${line[0].toUpperCase()}${line.slice(1)}.`
}
