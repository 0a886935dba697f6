import type { RunReport } from '../../../src/core/training/run.ts'
import { readRecipe } from '../../../src/core/training/recipe-key.ts'
import { SHAPE, type KeptRun } from '../../../src/state/kept-run.ts'
import type { RunState } from '../../../src/state/run.svelte.ts'
import { finishedRun } from '../labs/finished-run.ts'
import { treesRun } from '../labs/trees-run.ts'

/** What a run of today lies on disk as. */
export function keptRun(changes: Partial<KeptRun> = {}, run: RunState = finishedRun(0)): KeptRun {
  const id = changes.id ?? run.spec.id
  const {
    origin,
    laneIndex: order,
    label,
    data,
    repeatGroup: repeat,
    startedAt,
    evaluations,
    rowsSeen,
    rowsTotal,
  } = run
  const report = { ...(run.report as RunReport), id, checkpoint: treesRun().report!.checkpoint }
  return {
    ...{ shape: SHAPE, id, origin, order, label, data, repeat, startedAt, evaluations, rowsSeen, rowsTotal, report },
    ...{
      spec: { ...run.spec, id, recipe: readRecipe(run.spec.recipe) },
      status: 'finished',
      marks: [],
      pinned: false,
      lookedAtTest: false,
    },
    ...{ rewoundTo: null, checkpoint: null },
    ...changes,
  }
}

/** The same as the first version of the page that kept runs would have kept it: with nothing that came since. */
export function earliest(kept: KeptRun): Record<string, unknown> {
  const { shape: _shape, origin: _origin, rewoundTo: _rewound, lookedAtTest: _looked, ...run } = kept
  const { crossFit: _c, parts: _p, excess: _e, correction: _o, uncorrected: _u, ...report } = kept.report as RunReport
  const { trained: _t, resolved: _r, flopsPerRow: _f, ...rest } = report
  const { purpose: _purpose, ...recipe } = kept.spec.recipe
  return { ...run, spec: { ...kept.spec, recipe }, report: kept.report && rest }
}
