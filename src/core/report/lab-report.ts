import type { AuditedColumn, DataSummary } from '../lab.ts'
import { notMeasured } from '../metrics/lacking.ts'
import type { SplitSettings } from '../training/split-knobs.ts'
import type { Version } from '../runs/version.ts'
import type { RunReport } from '../training/run.ts'
import { ceilingOf } from './ceiling.ts'
import { importedReport } from './imported.ts'
import { raised } from './limits.ts'
import { modelReportOf } from './model-report.ts'
import { valueDifferences, type RedrawnValues } from './value-sureness.ts'

/** What a lab was about. */
export interface ReportedLab {
  readonly scenario: string
  readonly seed: number
  readonly split: SplitSettings
}

export type LabReport = ReturnType<typeof reportOf>

/** The last event of `sim run`, and `report.json`: test metrics of every entrant beside both ceilings. */
export function reportOf(
  { scenario, seed, split }: ReportedLab,
  data: DataSummary,
  runs: readonly (readonly [string, RunReport])[],
  audit: readonly AuditedColumn[] = [],
  redrawn: readonly (readonly [string, RedrawnValues])[] = []
) {
  const reference = raised(
    data.test,
    runs.map(([, { test }]) => test)
  )
  const valuesOf = new Map(redrawn)
  return {
    type: 'report',
    scenario,
    seed,
    rows: { train: data.rows.train, validation: data.rows.validation, test: data.rows.test },
    baseRate: { train: data.baseRate.train, test: data.baseRate.test },
    ...importedReport(data.imported),
    split,
    settledAfterDays: data.settledAfterDays ?? null,
    /** Rows in no part, by why. */
    left: data.left ?? [],
    /** What is wrong with the rows, or was assumed of them. */
    warnings: (data.warnings ?? []).map(({ text }) => text),
    /** By id, metrics that are n/a on these rows: the column that is missing. */
    notMeasured: notMeasured(data.lacks ?? []),
    models: Object.fromEntries(
      runs.map(([id, run]) => [
        id,
        { version: versionIn(run, seed), ...modelReportOf(run, reference, valuesOf.get(id)) },
      ])
    ),
    /** By how much each further model earns more on test than the first, on the same redraws. */
    valueDifferences: valueDifferences(redrawn),
    trivial: data.test && trivialOf(data.test),
    /** What each column tells by itself, on training rows; how far its values move to test, and by chance alone. */
    audit: audit.map(({ column, auc, psi, expectedPsi }) => ({ column, auc, psi, expectedPsi })),
    /** What the world knows and, under `columns`, what these columns can reach. */
    ceiling: ceilingOf(reference),
  }
}

/** What would be deployed: `sim run` trains versions and puts none into traffic. */
function versionIn({ id }: RunReport, seed: number): Pick<Version, 'id' | 'origin'> {
  return { id, origin: { kind: 'trained', run: id, seed } }
}

/** The last event of `sim ceiling`: the limits of a lab's rows, without a model. */
export function ceilingReportOf({ scenario, seed }: Omit<ReportedLab, 'split'>, { rows, test }: DataSummary) {
  return {
    type: 'report',
    scenario,
    seed,
    rows: { train: rows.train, validation: rows.validation, test: rows.test },
    trivial: test && trivialOf(test),
    ceiling: ceilingOf(test),
  }
}

function trivialOf({ trivial }: NonNullable<DataSummary['test']>) {
  return { metrics: trivial.sampled, expected: trivial.expected }
}
