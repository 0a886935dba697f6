import { vi } from 'vitest'
import type { DecisionSpec, ExampleSpec, IntervalSpec, SliceSpec } from '../../../src/core/decisions/contract.ts'
import { decisionOf, ownCounts } from '../../../src/core/decisions/report.ts'
import { slicesOf } from '../../../src/core/decisions/slices.ts'
import type { SpecOf } from '../../../src/core/questions/kinds/index.ts'
import { Announcement } from '../../../src/state/announcement.ts'
import type { Parts } from '../../../src/state/parts.ts'
import { examplesIn, intervalRuns, paymentsOf, redrawnValueRuns } from '../views/decisions-sample.ts'

export const payments = [paymentsOf(0.5, 3000), paymentsOf(0.7, 3000)]
const valued = redrawnValueRuns(2)
const [{ report: intervals }] = intervalRuns(1, 1000)

/** Lane workers that answer at once from rows that are made up, all but redraws, which wait for `redrawn`. */
export function workers(parts: Parts) {
  const asked: { what: string; id: string; spec: unknown }[] = []
  const redraws: { tell: (share: number) => void; end: () => void }[] = []
  const trainerAt = (order: number) => {
    const trainer = {
      asking: new Announcement<{ question: string; share: number }>(),
      stopAsking: () => void questions.stop(),
      callWith: async (_: unknown, work: (lab: unknown) => unknown) => work({ questions }),
    }
    const note = (what: string, id: string, spec: unknown): void => void asked.push({ what, id, spec })
    const answers = {
      decide: (id: string, spec: DecisionSpec) => {
        note('decide', id, spec)
        return decisionOf(payments[order], spec)
      },
      value: (id: string, { settings, ...spec }: SpecOf<'value'>) => {
        note('value', id, { settings, ...spec })
        return { ...valued[order].report, settings: { slots: settings.slots, reserve: settings.reserve } }
      },
      valueIntervals: (id: string, spec: SpecOf<'valueIntervals'>) => {
        note('valueIntervals', id, spec)
        return valued[order].intervals
      },
      crossFit: (id: string, spec: SpecOf<'crossFit'>) => {
        note('crossFit', id, spec)
        const { deployed } = payments[order]
        return { counts: ownCounts({ ...payments[order], own: deployed }, payments[order].labels) }
      },
      slices: (id: string, spec: SliceSpec) => {
        note('slices', id, spec)
        const column = { kind: 'numeric', values: payments[order].amounts ?? new Float32Array(0) } as const
        const slices = slicesOf(payments[order], column, spec.threshold ?? payments[order].own)
        return { ...spec, column: { id: spec.column, label: spec.column }, slices }
      },
      examples: (id: string, spec: ExampleSpec) => {
        note('examples', id, spec)
        return { ...examplesIn(spec.cell, 5), spec }
      },
      why: (id: string, { row }: { row: number }) => {
        note('why', id, row)
        if (order === 1) throw new Error('no exact contributions for this model')
        return {
          row,
          base: -4,
          logit: -1,
          corrected: -1,
          contributions: [{ feature: 'Amount', value: '9', amount: 3 }],
        }
      },
      intervals: (id: string, spec: IntervalSpec) => {
        note('intervals', id, spec)
        return new Promise((resolve, reject) => {
          const stop = (): void => reject(new Error('redrawing was stopped'))
          const tell = (share: number): void => trainers[order].asking.tell({ question: 'intervals', share })
          redraws.push({ tell, end: () => resolve(intervals) })
          stops.push(stop)
        })
      },
    }
    const questions = {
      ask: async (id: string, question: keyof typeof answers, spec: never) => answers[question](id, spec),
      stop: async () => stops.splice(0).forEach((stop) => stop()),
    }
    return trainer
  }
  const stops: (() => void)[] = []
  const trainers = [trainerAt(0), trainerAt(1)]
  vi.spyOn(parts.pool, 'trainerAt').mockImplementation((order) => trainers[order] as never)
  return {
    redraws,
    of: (what: string) => asked.filter((one) => one.what === what).map(({ id, spec }) => ({ id, spec })),
  }
}
