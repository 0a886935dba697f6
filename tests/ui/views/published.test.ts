import { render } from '@testing-library/svelte'
import { expect, test } from 'vitest'
import { datasetOf } from '../../../datasets/index.ts'
import { defaultsOf, type Settings } from '../../../src/core/kernel/knobs.ts'
import type { Recipe } from '../../../src/core/training/run.ts'
import { splitKnobsFor, type SplitSettings } from '../../../src/core/training/split-knobs.ts'
import { RunState } from '../../../src/state/run.svelte.ts'
import { leftOut, publishedRows } from '../../../src/core/report/published.ts'
import PublishedView from '../../../src/views/evaluation/PublishedView.svelte'
import { trained } from './sample.ts'

const handbook = datasetOf('fraud-handbook')

/** A finished run on the handbook's world, as it stands or changed. */
function runOn(seed: number, world: Settings = {}, split: Partial<SplitSettings> = {}): RunState {
  const { spec, report, laneIndex, label, data } = trained({ evaluations: 1 })
  const recipe: Recipe = {
    ...{ purpose: 'lab', dataset: handbook.id, version: handbook.version, seed, range: null, drifts: [] },
    settings: { ...defaultsOf(handbook.knobs), ...world },
    split: { ...defaultsOf(splitKnobsFor(handbook)), ...split },
  }
  const run = new RunState({
    spec: { ...spec, id: `run-${seed}`, recipe },
    ...{ laneIndex, label, data, repeatGroup: null, startedAt: seed },
  })
  run.report = report && { ...report, test: report.validation }
  return run
}

test('publishedRows(runs) sets only runs of the book’s own world and split beside it, and says how many it left out', () => {
  const asPrinted = [runOn(1), runOn(2)]
  const others = [runOn(3, { leak: true }), runOn(4, { days: 60 }), runOn(5, {}, { split: 'random' })]
  const own = publishedRows([...asPrinted, ...others], 'test', handbook).filter(({ run }) => run !== null)
  expect(publishedRows(asPrinted, 'validation', handbook).some(({ run }) => run !== null)).toBe(false)
  expect(own.map(({ key }) => key)).toEqual(['run-1', 'run-2'])
  expect(leftOut(asPrinted, handbook)).toBe('')
  expect(leftOut(others.slice(0, 1), handbook)).toMatch(/^1 run on another world or split is left out/)
  const { container } = render(PublishedView, {
    props: { runs: [...asPrinted, ...others], dataset: handbook, basis: { part: 'test', expected: false } },
  })
  expect(container.textContent).toContain('3 runs on another world or split are left out')
})
