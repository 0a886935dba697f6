/** Files that are no table, by their first bytes (as Latin-1) or, for text, their first word. */
const KNOWN: readonly (readonly [start: string, name: string])[] = [
  ['\x1f\x8b', 'a gzip archive'],
  ['\x28\xb5\x2f\xfd', 'a Zstandard archive'],
  ['BZh', 'a bzip2 archive'],
  ['\xfd7zXZ', 'an xz archive'],
  ['7z\xbc\xaf', 'a 7z archive'],
  ['Rar!', 'a RAR archive'],
  ['%PDF', 'a PDF document'],
  ['\xd0\xcf\x11\xe0', 'an old Excel workbook'],
  ['SQLite format 3', 'an SQLite database'],
  ['ORC', 'an ORC file'],
  ['Obj\x01', 'an Avro file'],
  ['ARROW1', 'an Arrow file'],
  ['FEA1', 'a Feather file'],
  ['\x89HDF', 'an HDF5 file'],
  ['\x93NUMPY', 'a NumPy file'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['PARE', 'an encrypted Parquet file'],
]
/** A byte order mark as Latin-1. */
const MARK = '\xef\xbb\xbf'
/** So may the name of a column begin: the file is no table only where some byte is no text. */
const WORD = /^\w+$/
const NO_TEXT = /[\0-\x08\x0e-\x1f\x7f]/
const MARKUP = /^\s*(?:<!doctype|<html|<\?xml)/i
const JSON_TEXT = /^\s*[[{]\s*(?:["[{\]}]|$)/
const EXPECTED = 'expected CSV or Parquet'

/** `head` is some 4 kB. @throws one line naming what the file is, where it is known to be no table */
export function refuseOthers(head: Uint8Array): void {
  const start = latin1(head.subarray(0, 512))
  if (start.startsWith('PK\x03\x04')) {
    const isWorkbook = latin1(head).includes('[Content_Types].xml')
    throw new Error(
      isWorkbook
        ? `an Excel workbook; ${EXPECTED}: save the sheet as CSV`
        : `a zip archive; ${EXPECTED}: unpack it and choose the file within`
    )
  }
  const isBinary = NO_TEXT.test(latin1(head))
  const known = KNOWN.find(([bytes]) => start.startsWith(bytes) && (isBinary || !WORD.test(bytes)))
  if (known) throw new Error(`${known[1]}; ${EXPECTED}${/archive/.test(known[1]) ? ': unpack it first' : ''}`)
  const text = start.startsWith(MARK) ? start.slice(MARK.length) : start
  if (MARKUP.test(text)) throw new Error(`a web page or XML file; ${EXPECTED}`)
  if (JSON_TEXT.test(text)) throw new Error(`a JSON file; ${EXPECTED}`)
}

/** @throws one line where text holds zero bytes, as only binary files do */
export function refuseBinary(text: Uint8Array): void {
  const zero = text.indexOf(0)
  if (zero >= 0) throw new Error(`a binary file: byte ${zero} is zero; ${EXPECTED}`)
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
