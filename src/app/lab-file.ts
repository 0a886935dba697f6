import * as v from 'valibot'
import { parseDocument, type LabDocument, type Parsed } from '../scenarios/document.ts'
import { savedLab } from '../scenarios/saved-lab.ts'
import { rememberChoices } from '../state/remembered-choices.ts'

const MOST_BYTES = 1_000_000

/** The lab as a file to keep or to hand in; of a file of the person's own it says how it is read. */
export function labFile(document: LabDocument): Blob {
  return new Blob([savedLab(document)], { type: 'application/json' })
}

/**
 * Reads a lab that was kept as a file, of any version.
 * @throws one line where it is none
 */
export async function readLabFile(file: Blob): Promise<Parsed> {
  if (file.size > MOST_BYTES)
    throw new Error(`${file.size} bytes are too many for a lab; expected at most ${MOST_BYTES}`)
  const raw = parsed(await file.text())
  if (!v.is(labSchema, raw)) throw new Error('not a lab; expected what Share keeps as a file')
  return parseDocument(raw)
}

/** What a lab says of its file is there once somebody chooses that file. */
export function rememberFile(read: Parsed): Parsed {
  if (read.file) rememberChoices(read.file, read.file.choices)
  return read
}

const labSchema = v.looseObject({ version: v.number() })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
