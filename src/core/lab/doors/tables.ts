import type { OpenedFile } from '../../../../datasets/opened-file.ts'
import type { AuditedColumn } from '../../audit/audit.ts'
import { withReach } from '../../ceiling/reach.ts'
import type { Draw, RowRange } from '../../kernel/table.ts'
import type { DataFile, Recipe } from '../../training/run.ts'
import { auditOf } from '../audit.ts'
import { ceilingKeeper } from '../ceilings.ts'
import type { ColumnCeiling, DataSummary, FitLimits, ImportedSummary, MetricChoice, WindowSpec } from '../contract.ts'
import { describe } from '../describe.ts'
import type { House } from '../house.ts'
import { referencesOf } from '../references.ts'
import { settledAfterDays, warningsOf } from '../warnings.ts'

/** Rows: drawn, described, looked into, shared. */
export function tablesDoor({ host, tables }: House) {
  const ceilings = ceilingKeeper(host, tables)

  return {
    /** Draws the recipe's table, kept until another recipe comes, and describes it. */
    async prepare(recipe: Recipe, choice: MetricChoice): Promise<DataSummary> {
      const prepared = await tables.prepare(recipe)
      const { world, draw, known, split, imported, drawMs } = prepared
      host.busy('describing the rows', 20_000)
      const described = describe(draw, known.table, world.layout, split)
      const summary: DataSummary = {
        ...described,
        warnings: warningsOf({ recipe, table: draw.table, known: known.table, split, imported }),
        settledAfterDays: settledAfterDays({ recipe, table: draw.table, split }),
        dataset: recipe.dataset,
        imported: imported && importedSummary(imported, recipe.file),
        expectedBaseRate: world.baseRate,
        drawMs,
        ...referencesOf(prepared, choice),
      }
      const reach = await ceilings.known(recipe, prepared, choice, () => summary)
      return reach ? withReach(summary, reach) : summary
    },

    /** What each column tells of the label by itself, and how far it moves from training to test; the one that tells most first. */
    async audit(recipe: Recipe): Promise<readonly AuditedColumn[]> {
      return auditOf(await tables.prepare(recipe), recipe, host)
    },

    /**
     * What the columns of the recipe's table can reach: by definition where they carry all of the truth, else as shipped or, where it is not,
     * by fits on the truth of other requests. With `fit` it is fitted whatever is shipped. Rejects where there is no truth.
     */
    columnCeiling: (recipe: Recipe, choice: MetricChoice, fit?: FitLimits): Promise<ColumnCeiling> =>
      ceilings.workOut(recipe, choice, fit),

    /** The drawn table where memory is shared, for other workers; else null. */
    async share(recipe: Recipe): Promise<Draw | null> {
      return host.shares ? (await tables.prepare(recipe)).draw : null
    },

    /** When the row after the last arrives. */
    async end(recipe: Recipe): Promise<number> {
      await tables.ready(recipe)
      const world = await tables.worldOf(recipe)
      return world.timeOf(world.rows)
    },

    /** The rows of live traffic between two times, of the world as these drifts have bent it: what models are retrained on. */
    async recent(
      recipe: Recipe,
      { from, to, drifts }: Pick<WindowSpec, 'from' | 'to' | 'drifts'>
    ): Promise<Recipe & { readonly range: RowRange }> {
      await tables.ready(recipe)
      const world = await tables.worldOf(recipe, drifts)
      return { ...recipe, purpose: 'retraining', drifts, range: { from: world.rowAt(from), to: world.rowAt(to) } }
    },
  }
}

function importedSummary(
  { malformed, label, notes, hasTime, rowsRead, baseRate }: OpenedFile,
  file: DataFile | undefined
): ImportedSummary {
  const { choices = {}, assumptions = [] } = file ?? {}
  return { malformed, label, notes, hasTime, rowsRead, baseRate, choices, assumptions }
}
