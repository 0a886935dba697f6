import { csv } from './csv/index.ts'
import type { Importer } from './import.ts'
import type { ImportFormat } from './plan.ts'
import { parquet } from './parquet/index.ts'

/** The first that claims a file has it. */
export const importers: readonly Importer[] = [parquet, csv]

/** @throws one line where there is no such format */
export function importerOf(id: ImportFormat): Importer {
  const found = importers.find((importer) => importer.id === id)
  if (!found) throw new Error(`unknown format: ${id}; expected one of ${importers.map((one) => one.id).join(', ')}`)
  return found
}
