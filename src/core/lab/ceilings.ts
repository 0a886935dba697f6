import type { Dataset } from '../../../datasets/dataset.ts'
import { datasetOf } from '../../../datasets/index.ts'
import { estimate } from '../ceiling/estimate.ts'
import { shippedCeiling } from '../ceiling/shipped.ts'
import { ceilingKey } from '../ceiling/key.ts'
import type { Draw } from '../kernel/table.ts'
import { Random } from '../kernel/random.ts'
import { measureCeiling } from '../metrics/measure.ts'
import type { Measured, MetricOptions } from '../metrics/metric.ts'
import type { Scorer } from '../scoring/scorer.ts'
import type { Recipe } from '../training/run.ts'
import type { ColumnCeiling, FitLimits, LabHost, MetricChoice } from './contract.ts'
import { NO_CORRECTION } from './cross-fit.ts'
import { gatherRows, liveRowsOf, referenceOfRows, sampleOf } from './measured-rows.ts'
import { exactCeiling, optionsOf, referencesOf, type References } from './references.ts'
import { scoreMeasured } from './scorer.ts'
import type { Prepared, TableKeeper } from './tables.ts'

/** Steps of a fit take far longer than a worker may be silent, where the processor has other work. */
const STEP_MS = 60_000

/** Says what columns can reach, and keeps what it has worked out. */
export function ceilingKeeper(host: LabHost, tables: TableKeeper) {
  const kept = new Map<string, ColumnCeiling>()

  /** What is known without a fit; null where nothing is, or there is no truth. */
  async function known(
    recipe: Recipe,
    { world }: Prepared,
    choice: MetricChoice,
    references: () => References
  ): Promise<ColumnCeiling | null> {
    if (world.showsAll) return exactCeiling(references())
    const key = ceilingKey(recipe)
    if (key === null) return null
    return kept.get(keyWith(key, choice)) ?? (await shippedCeiling(key))
  }

  return {
    known,

    /** @throws one line where true probabilities are not known */
    async workOut(recipe: Recipe, choice: MetricChoice, fit?: FitLimits): Promise<ColumnCeiling> {
      const key = ceilingKey(recipe)
      const dataset = datasetOf(recipe.dataset)
      if (key === null || !dataset.closest)
        throw new Error('no best possible value: the true probabilities of these rows are not known')
      const prepared = await tables.prepare(recipe)
      const found =
        fit && !prepared.world.showsAll
          ? null
          : await known(recipe, prepared, choice, () => referencesOf(prepared, choice))
      if (found) return found
      const patient = patientHost(host)
      await patient.yieldToMessages()
      const parts = partsOf(prepared)
      const options = optionsOf(prepared, choice)
      const { draw, split } = prepared
      const judged = referenceOfRows(gatherRows(draw, split.test.length ? split.test : split.validation), options)
      const { measured, rows, settled } = await estimate({
        world: prepared.world,
        period: { from: timeAt(split.train, 0), to: timeAt(split.train, split.train.length - 1) },
        learner: dataset.closest(recipe.settings as Parameters<NonNullable<Dataset['closest']>>[0]),
        random: Random.of(recipe.seed).stream('ceiling'),
        host: patient,
        measure: (fitted) => measureParts(fitted, parts, options),
        judgedOn: split.test.length ? 'test' : 'validation',
        trivial: judged.trivial,
        mostRows: fit?.mostRows,
        onProgress: patient.reaching,
      })
      const { live, validation, test } = measured
      const ceiling: ColumnCeiling = { rows, settled, live, validation, test }
      kept.set(keyWith(key, choice), ceiling)
      return ceiling

      function timeAt(of: Uint32Array, place: number): number {
        return draw.table.time[of[place]]
      }
    },
  }

  async function measureParts(fitted: Scorer, parts: Parts, options: MetricOptions) {
    const on = async ({ draw, rows }: Part): Promise<Measured> => {
      const gathered = gatherRows(draw, rows)
      host.busy('measuring', STEP_MS)
      await scoreMeasured({ scorer: fitted, correction: NO_CORRECTION }, draw.table, gathered)
      return measureCeiling({ sample: sampleOf(gathered), truth: gathered.truth, options })
    }
    return {
      live: await on(parts.live),
      validation: await on(parts.validation),
      test: parts.test && (await on(parts.test)),
    }
  }
}

/** Whatever a worker says ends the time that it had asked for: this host asks anew after each word and each pause. */
function patientHost(host: LabHost) {
  const ask = (): void => host.busy('working out what columns can reach', STEP_MS)
  return {
    ...host,
    async yieldToMessages(): Promise<void> {
      await host.yieldToMessages()
      ask()
    },
    reaching(rows: number, share: number): void {
      host.reaching?.(rows, share)
      ask()
    },
  }
}

interface Part {
  readonly draw: Draw
  readonly rows: Uint32Array
}

type Parts = ReturnType<typeof partsOf>

/** The rows that summaries are about: as known on validation, as they turned out on test. */
function partsOf(prepared: Prepared) {
  const { known, draw, split } = prepared
  return {
    live: { draw: known, rows: liveRowsOf(prepared) } as Part,
    validation: { draw: known, rows: split.validation } as Part,
    test: split.test.length ? ({ draw, rows: split.test } as Part) : null,
  }
}

function keyWith(key: string, { k, gain, alerts }: MetricChoice): string {
  return `${key} ${k} ${gain} ${alerts}`
}
