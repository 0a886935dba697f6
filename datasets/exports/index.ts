import { csv } from './csv.ts'
import type { FileFormat } from './file-format.ts'
import { parquet } from './parquet.ts'

export const fileFormats = [csv, parquet] as const satisfies readonly FileFormat[]

/** @throws one line where there is no such format */
export function fileFormatOf(id: string): FileFormat {
  const found = fileFormats.find((format) => format.id === id)
  if (!found) throw new Error(`unknown format: ${id}; expected one of ${fileFormats.map((one) => one.id).join(', ')}`)
  return found
}
