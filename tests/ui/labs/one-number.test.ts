import { cleanup, render } from '@testing-library/svelte'
import { tick, type Component } from 'svelte'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import { formatMetric, formatPer10000, formatRate } from '../../../src/core/kernel/numbers.ts'
import type { Decision, DecisionSpec } from '../../../src/core/decisions/contract.ts'
import type { Basis } from '../../../src/core/metrics/basis.ts'
import type { Measured } from '../../../src/core/metrics/metric.ts'
import DecisionsPage from '../../../src/labs/decisions/DecisionsPage.svelte'
import EvaluationPage from '../../../src/labs/evaluation/EvaluationPage.svelte'
import ModelsPage from '../../../src/labs/models/ModelsPage.svelte'
import { Announcement } from '../../../src/state/announcement.ts'
import { DecisionsState } from '../../../src/state/decisions.svelte.ts'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'
import { allViews } from '../../../src/views/loading.ts'
import { readOn } from '../../../src/core/report/part-read.ts'
import { pointOfCounts } from '../../../src/core/metrics/curves/point.ts'
import { finishedRun } from './finished-run.ts'

await allViews()

const bases = (['validation', 'test'] as const).flatMap((part) =>
  [true, false].map((expected): Basis => ({ part, expected }))
)
const run = finishedRun(1)
const { report, data } = run
if (!report?.parts || !data.wholeValidation || !data.test) throw new Error('the recorded run lacks a part')
const references = { validation: data.wholeValidation, test: data.test }

/** What a worker would decide with the run's own curves. */
function curvesAtThreshold({ part, expected = false }: DecisionSpec): Decision {
  const read = report && readOn(report, { part, expected })
  if (!read || !report) throw new Error('not read')
  const curve = { ...read.curves.thresholds, caughtAmount: null, positiveAmount: 0, days: null }
  return { part, expected, curve, own: { ...read.own, threshold: report.threshold, caughtAmount: null }, alerts: null }
}

/** Texts of a page with the run, by picture: what is read and what is spoken. */
async function show(page: unknown, { part, expected }: Basis, metric: string) {
  window.history.replaceState(null, '', `#lab=1&part=${part}&expected=${expected}&metric=${metric}&open=tradeoff,gains`)
  const [lab, parts] = [new LabState(addressOf(window)), openParts()]
  parts.archive.add([run])
  parts.race.current = [run]
  parts.tables.data = data
  const ask = async (_: string, question: string, spec: DecisionSpec) => {
    if (question !== 'decide') throw new Error(`${question} is not answered here`)
    return curvesAtThreshold(spec)
  }
  const answers = { questions: { ask } }
  const trainer = {
    asking: new Announcement(),
    callWith: async (_: unknown, work: (of: unknown) => unknown) => work(answers),
  }
  vi.spyOn(parts.pool, 'trainerAt').mockReturnValue(trainer as never)
  const props = { lab, ...parts, decisions: new DecisionsState(parts.pool), recorded: [], recordedEnd: [] }
  const { container } = render(page as Component<typeof props>, { props })
  await vi.waitFor(() =>
    expect(
      container.querySelector('[data-view="race"] svg, [data-view="tradeoff"], [data-view="gains"]')
    ).not.toBeNull()
  )
  await tick()
  const texts = new Map<string, string>()
  for (const picture of container.querySelectorAll<HTMLElement>('[data-view]')) {
    const spoken = [...picture.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label'))
    texts.set(picture.dataset.view ?? '', [...spoken, picture.textContent].join('\n').replaceAll('\u202f', ' '))
  }
  return texts
}

/** Whatever stands on a page in these words, each value once. */
function all(texts: ReadonlyMap<string, string>, pattern: RegExp): string[] {
  return [...new Set([...texts.values()].flatMap((text) => [...text.matchAll(pattern)].map(([, value]) => value)))]
}

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

describe.each(bases)('on $part, expected $expected, one number has one value', (basis) => {
  const of = (measured: Measured | null | undefined, key: string): string =>
    formatMetric((basis.expected ? measured?.expected[key] : undefined) ?? measured?.sampled[key])
  const value = (key: string): string => of(report[basis.part], key)
  const ceiling = (key: string): string => of(references[basis.part].ceiling, key)
  const read = readOn(report, basis)
  if (!read) throw new Error('not read')

  it.each([
    ['ModelsPage', ModelsPage, ['race', 'gap', 'runs']],
    ['EvaluationPage', EvaluationPage, ['pr', 'roc', 'tradeoff']],
  ])('AUC, PR AUC and what the world knows on %s', async (_, page, pictures) => {
    const texts = await show(page, basis, 'auc')
    expect([...texts.keys()]).toEqual(expect.arrayContaining(pictures))
    expect(all(texts, /(?<!PR |against )AUC:? ?(?:DCN-V2 )?(?:\d+ %, )?(0\.\d{4})/g)).toEqual([value('auc')])
    expect(all(texts, /PR AUC:? ?(0\.\d{4})/g)).toEqual([value('prAuc')])
    expect(all(texts, /the world knows (0\.\d{4})/g)).toEqual(page === ModelsPage ? [ceiling('auc')] : [])
    const tradeoff = texts.get('tradeoff')
    if (tradeoff) expect(tradeoff).toContain(`DCN-V2 ${value('logLoss')} and ${value('auc')}`)
    cleanup()
    const others = await show(page, basis, 'prAuc')
    expect(all(others, /PR AUC:? ?(?:DCN-V2 )?(?:\d+ %, )?(0\.\d{4})/g)).toEqual([value('prAuc')])
    expect(all(others, /the world knows (0\.\d{4})/g)).toEqual(page === ModelsPage ? [ceiling('prAuc')] : [])
  })

  it('counts, precision and recall on all three pages', async () => {
    const { perTenThousand, precision, recall } = pointOfCounts(read.own, 0, report.threshold)
    const found = formatPer10000(perTenThousand.truePositives / 10_000)
    const rate = (share: number | null): string => formatRate(share).replaceAll('\u202f', ' ')
    for (const page of [ModelsPage, EvaluationPage, DecisionsPage]) {
      const texts = await show(page, basis, 'auc')
      const confusion = all(texts, /DCN-V2 finds ([\d.,]+)/g)
      expect(confusion).toEqual(page === DecisionsPage ? [found] : [])
      expect(all(texts, /([\d.]+ %)(?: \([\d., of]+\))? of positives/g)).toEqual(
        page === ModelsPage ? [] : [rate(recall)]
      )
      expect(all(texts, /precision ([\d.]+ %)/g)).toEqual(page === EvaluationPage ? [rate(precision)] : [])
      cleanup()
    }
  })
})
