/** A text as one cell of a CSV file (RFC 4180): in quotes where it would else be cut. */
export function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
