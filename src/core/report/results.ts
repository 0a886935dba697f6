import type { Settings } from '../kernel/knobs.ts'
import type { Part } from '../metrics/basis.ts'
import { notMeasured } from '../metrics/lacking.ts'
import { versionName, versionOf, type Origin } from '../runs/version.ts'
import type { RunReport } from '../training/run.ts'
import type { FoundRun } from './found-run.ts'
import { ratesOf, scorersOf } from './run-fields.ts'

/** A run to be taken away in a file. */
export interface KeptResult extends Pick<FoundRun, 'spec' | 'label' | 'data' | 'report' | 'status' | 'rewoundTo'> {
  readonly origin: Origin
  readonly rowsSeen: number
  readonly lookedAtTest: boolean
}

/** What is said of a run by where it belongs. */
export interface ResultPlace {
  readonly scenario: string
  /** What its rows follow from, by section. */
  readonly rowSettings: Readonly<Record<string, Settings>>
}

/** A run as *Results as JSON* has it: who, on what, and every metric on both parts, with the limits of the same rows. */
export function resultOf(run: KeptResult, { scenario, rowSettings }: ResultPlace) {
  const { model, lane, settings, recipe, engine } = run.spec
  const { report } = run
  return {
    label: run.label,
    version: report && served(run, report),
    /** null where it is not known, as of an imported model. */
    ...{ model: model ?? null, lane: lane ?? null, settings: settings ?? null },
    origin: run.origin,
    scenario,
    seed: recipe.seed,
    ...(recipe.file && { file: recipe.file.name }),
    ...rowSettings,
    ...scorersOf(report, engine),
    ending: report?.ending ?? null,
    rowsSeen: run.rowsSeen,
    ...ratesOf(report),
    threshold: report?.threshold ?? null,
    lookedAtTest: run.lookedAtTest,
    restsOn: { test: restsOn(report, 'test'), validation: restsOn(report, 'validation') },
    ...measured(run),
  }
}

/** Its model as something that can serve: one of its first so many rounds is a version of its own. */
function served({ spec, label, rewoundTo, ...run }: KeptResult, report: RunReport) {
  const { id, origin } = versionOf(spec, run.origin, report, rewoundTo)
  return { id, name: versionName(label, rewoundTo), origin }
}

/** Metrics of each part beside both ceilings and the trivial on the same rows; a part that was not read has neither. */
function measured({ report, data }: Pick<KeptResult, 'report' | 'data'>) {
  const [test, validation] = [report?.test ?? null, report?.validation ?? null]
  return {
    test,
    validation,
    /** By id, metrics that are n/a on these rows: the column that is missing. */
    notMeasured: notMeasured(data.lacks ?? []),
    // A report is of all validation rows: tables of earlier visits know the limits of the first of them alone.
    limits: { test: test && data.test, validation: (validation && data.wholeValidation) ?? null },
  }
}

/** Rows and positives that the metrics of a part rest on; null where it was not read. */
function restsOn(report: RunReport | null, part: Part) {
  const read = report?.parts[part]
  return read ? { rows: read.rows, positives: read.positives } : null
}
