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
const MARKUP = /^\ufeff?\s*(?:<!doctype|<html|<\?xml)/i
const JSON_TEXT = /^\ufeff?\s*[[{]\s*(?:["[{\]}]|$)/
const EXPECTED = 'expected CSV or Parquet'

/** @throws one line naming what the file is, where it is known to be no table */
export function refuseOthers(head: Uint8Array): void {
  const start = String.fromCharCode(...head.subarray(0, 512))
  if (start.startsWith('PK\x03\x04')) {
    const isWorkbook = String.fromCharCode(...head.subarray(0, 4096)).includes('[Content_Types].xml')
    throw new Error(
      isWorkbook
        ? `an Excel workbook; ${EXPECTED}: save the sheet as CSV`
        : `a zip archive; ${EXPECTED}: unpack it and choose the file within`
    )
  }
  const known = KNOWN.find(([bytes]) => start.startsWith(bytes))
  if (known) throw new Error(`${known[1]}; ${EXPECTED}${/archive/.test(known[1]) ? ': unpack it first' : ''}`)
  if (MARKUP.test(start)) throw new Error(`a web page or XML file; ${EXPECTED}`)
  if (JSON_TEXT.test(start)) throw new Error(`a JSON file; ${EXPECTED}`)
}

/** @throws one line where text holds zero bytes, as only binary files do */
export function refuseBinary(text: Uint8Array): void {
  const zero = text.indexOf(0)
  if (zero >= 0) throw new Error(`a binary file: byte ${zero} is zero; ${EXPECTED}`)
}
