import { fileFormatOf } from '../../../../datasets/exports/index.ts'
import type { Draw, RowRange } from '../../kernel/table.ts'
import type { Recipe } from '../../training/run.ts'
import type { Parts } from '../contract.ts'
import { handedOver } from '../handed-over.ts'
import type { House } from '../house.ts'

/** Files that people bring, and files made of rows. */
export function filesDoor({ host, tables }: House) {
  async function write(draw: Draw, rows: Uint32Array, format: string): Promise<Uint8Array<ArrayBuffer>> {
    host.busy('writing a file', 60_000)
    return fileFormatOf(format).write(draw, rows)
  }

  return {
    /** Looks at a file and infers how to read it, as far as the choices leave it open. */
    inspect: (file: Blob, choices?: unknown) => tables.inspect(file, choices),

    /** Rows of one part as a file. */
    exportPart: handedOver(async (recipe: Recipe, part: keyof Parts, format: string) => {
      const { draw, known, split } = await tables.prepare(recipe)
      return write(part === 'test' ? draw : known, split[part], format)
    }),

    /** Any rows of the endless table as a file. */
    exportRange: handedOver(async (recipe: Recipe, range: RowRange, format: string) => {
      const draw = await tables.draw(recipe, range)
      return write(
        draw,
        Uint32Array.from({ length: draw.table.rows }, (_, row) => row),
        format
      )
    }),
  }
}
