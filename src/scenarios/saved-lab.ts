import type { LabDocument } from './document.ts'
import { fileChoicesOf } from './file-choices.ts'

/** A lab as the text of a lab file: of a file of the person's own it carries how it is read, and no rows. */
export function savedLab(document: LabDocument): string {
  const file = document.file ? fileChoicesOf(document.file) : undefined
  return `${JSON.stringify({ ...document, file }, null, 2)}\n`
}
