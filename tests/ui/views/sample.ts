import type { WindowReport } from '../../../src/core/lab.ts'
import { RunState } from '../../../src/state/run.svelte.ts'
import type { KeptOperation } from '../../../src/state/kept-operation.ts'
import type { OperationEvent, OperationSeries } from '../../../src/state/operation.ts'
import { data, foundRun, measuredAt, reference, ROWS_SEEN, type RunFacts } from '../../core/report/sample.ts'

export { data }

/** A training as the page would have seen it, with curves of real scores. */
export function trained(facts: RunFacts = {}): RunState {
  const { status, evaluations, report, ...found } = foundRun(facts)
  const run = new RunState(found)
  for (const evaluation of evaluations) {
    const { rowsSeen } = evaluation
    run.take({ type: 'evaluation', ...evaluation })
    run.take({ type: 'progress', rowsSeen, rowsTotal: ROWS_SEEN, epoch: 1, loss: 0.12, rowsPerSecond: 90_000 })
  }
  run.status = status
  run.report = report
  return run
}

/** Windows of six hours in which models fall at day 4 and one recovers at day 6. */
export function traffic(count = 32): {
  windows: OperationSeries[]
  events: OperationEvent[]
  operations: KeptOperation[]
} {
  const window = 21_600
  const at = 24 * window
  const isRetrained = count > 24
  const operation: KeptOperation = {
    ...{ id: 'sample', startedAt: 0, dataset: 'ad-ctr', from: 0, to: count * window },
    versions: [
      ...['Logistic regression', 'DCN-V2'].map((label, laneIndex) => ({
        ...{ id: `${laneIndex}`, order: laneIndex, label, seed: 3 },
        origin: { kind: 'trained', run: `${laneIndex}`, seed: 3 } as const,
      })),
      ...(isRetrained
        ? [
            {
              ...{ id: 'fresh', order: 1, label: 'DCN-V2', seed: 3 },
              origin: { kind: 'retrained', of: '1', rows: { from: 0, to: 9 } } as const,
              trainedOn: { from: at - 12 * window, to: at },
            },
          ]
        : []),
    ],
    log: [
      ...['0', '1'].map((version) => ({ time: 0, version, event: 'promote' }) as const),
      ...(isRetrained
        ? ([
            { time: at, version: '1', event: 'retire' },
            { time: at, version: 'fresh', event: 'promote' },
          ] as const)
        : []),
    ],
  }
  const report = (i: number, skill: number): WindowReport => {
    const isDrifted = i >= 16
    const values = measuredAt(skill, 100 + i)
    return {
      from: i * window,
      to: (i + 1) * window,
      rows: 3_000,
      positives: 90,
      values,
      ceiling: reference.ceiling,
      trivial: reference.trivial,
      meanScore: 0.03,
      readings: [
        {
          detector: 'psi',
          scores: { value: isDrifted ? 0.19 : 0.012, expected: 0.006 },
          labels: null,
          columns: data.columns.map((column, at) => ({
            id: column.id,
            value: isDrifted && at === 2 ? 0.41 : isDrifted && at === 5 ? 0.14 : 0.004 + 0.003 * ((i + at) % 5),
            expected: 0.006,
          })),
        },
      ],
    }
  }
  const skills = [0.45, 0.8]
  return {
    operations: [operation],
    windows: skills.map((skill, laneIndex) => ({
      laneIndex,
      label: laneIndex === 0 ? 'Logistic regression' : 'DCN-V2',
      reports: Array.from({ length: count }, (_, i) =>
        report(i, i >= 16 && !(laneIndex === 1 && i >= 24) ? skill * 0.4 : skill)
      ),
    })),
    events: [
      { time: 16 * window, kind: 'drift', text: 'Concept drift, sudden' },
      { time: 24 * window, kind: 'retrain', text: 'retrained on 3 days' },
    ].filter((event) => event.time < count * window) as OperationEvent[],
  }
}
