import { fallback, parseDocument, type LabDocument, type Parsed } from '../scenarios/document.ts'

const MOST_BYTES = 1_000_000

/** The lab as a file to keep or to hand in. */
export function labFile(document: LabDocument): Blob {
  return new Blob([`${JSON.stringify({ ...document, file: undefined }, null, 2)}\n`], { type: 'application/json' })
}

/** Reads a dropped file; never rejects. */
export async function readLabFile(file: Blob): Promise<Parsed> {
  if (file.size > MOST_BYTES) return fallback('This file is too large to be a lab')
  try {
    return parseDocument(JSON.parse(await file.text()))
  } catch {
    return fallback('This file is not a lab')
  }
}
