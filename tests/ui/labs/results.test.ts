import { describe, expect, it } from 'vitest'
import { resultsCsv, resultsJson } from '../../../src/labs/evaluation/results.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { RunState } from '../../../src/state/run.svelte.ts'
import { finishedRun } from './finished-run.ts'

/** jsdom's Blob cannot be read as text directly. */
function textOf(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(new Error('unreadable'))
    reader.readAsText(blob)
  })
}

describe('results to take away', () => {
  it('resultsCsv has a header and one line per run, with settings, metrics and the ceiling', async () => {
    const runs = [finishedRun(0), finishedRun(1)]
    const [header, ...lines] = (await textOf(resultsCsv(defaultDocument(), runs))).trimEnd().split('\n')
    const columns = header.split(',')
    expect(lines).toHaveLength(2)
    const cells = lines[1].split(',')
    const at = (column: string): string => cells[columns.indexOf(column)]
    expect(at('scenario')).toBe('ad-ctr')
    expect(at('model')).toBe('dcn-v2')
    expect(at('world.baseRate')).toBe('0.03')
    expect(Number(at('test.sampled.auc'))).toBe(runs[1].report?.test?.sampled.auc)
    expect(Number(at('test.ceiling.expected.auc'))).toBe(runs[1].data.test?.ceiling?.expected.auc)
  })

  it('resultsCsv sets each metric beside the limits of the same rows', async () => {
    const { spec, laneIndex, label, data, repeatGroup, startedAt, report } = finishedRun(1)
    const { wholeValidation, test } = data
    // Live curves may be of fewer rows than the report.
    const validation = { ceiling: null, trivial: { sampled: { logLoss: 7 }, expected: { logLoss: 7 } } }
    const run = new RunState({ spec, laneIndex, label, repeatGroup, startedAt, data: { ...data, validation } })
    run.report = report
    if (!wholeValidation || !test) throw new Error('the recorded table lacks a part')
    const [header, line] = (await textOf(resultsCsv(defaultDocument(), [run]))).split('\n')
    const at = (column: string): number => Number(line.split(',')[header.split(',').indexOf(column)])
    for (const [part, reference] of Object.entries({ validation: wholeValidation, test }))
      for (const kind of ['sampled', 'expected'] as const) {
        expect(at(`${part}.ceiling.${kind}.auc`)).toBe(reference.ceiling?.[kind].auc)
        expect(at(`${part}.trivial.${kind}.logLoss`)).toBe(reference.trivial[kind].logLoss)
      }
    expect(at('validation.positives')).toBe(run.report?.parts?.validation.positives)
  })

  it('resultsCsv gives a run without a test no limits of test, nor of rows that it was not measured on', async () => {
    const { spec, laneIndex, label, data, repeatGroup, startedAt, report } = finishedRun(0)
    const { wholeValidation: _, ...earlier } = data
    const run = new RunState({ spec, laneIndex, label, repeatGroup, startedAt, data: earlier })
    run.report = report && { ...report, test: null }
    const [header] = (await textOf(resultsCsv(defaultDocument(), [run]))).split('\n')
    expect(header).toContain('validation.sampled.auc')
    expect(header).not.toMatch(/ceiling|trivial/)
  })

  it('resultsJson says whether test was looked at', async () => {
    const run = finishedRun(0)
    run.lookedAtTest = true
    const { runs } = JSON.parse(await textOf(resultsJson(defaultDocument(), [run]))) as { runs: object[] }
    expect(runs[0]).toMatchObject({ lookedAtTest: true, limits: { test: run.data.test } })
  })

  it('both say who scored test where that was not the engine', async () => {
    const [run, other] = [finishedRun(0), finishedRun(1)]
    const scoredBy = { engine: 'fused-webgpu' as const, why: 'it was faster' }
    if (other.report) other.report = { ...other.report, scoredBy }
    const [header, ...lines] = (await textOf(resultsCsv(defaultDocument(), [run, other]))).trimEnd().split('\n')
    const at = header.split(',').indexOf('testScoredBy')
    expect(lines.map((line) => line.split(',')[at])).toEqual(['', 'fused-webgpu'])
    const { runs } = JSON.parse(await textOf(resultsJson(defaultDocument(), [run, other]))) as { runs: object[] }
    expect(runs).toMatchObject([{ testScoredBy: null }, { testScoredBy: scoredBy }])
  })

  it('resultsCsv quotes what holds a comma', async () => {
    const run = finishedRun(1, { settings: { note: 'a, "b"' } })
    expect(await textOf(resultsCsv(defaultDocument(), [run]))).toContain('"a, ""b"""')
  })

  it('resultsJson carries the lab it came from', async () => {
    const content = JSON.parse(await textOf(resultsJson(defaultDocument(), [finishedRun(0)]))) as {
      lab: unknown
      runs: { label: string; test: unknown }[]
    }
    const { file: _rows, ...rest } = defaultDocument()
    expect(content.lab).toEqual(rest)
    expect(content.runs[0].label).toBe('Logistic regression')
    expect(content.runs[0].test).not.toBeNull()
  })

  it('both name a version that is wound back as one of its own', async () => {
    const run = finishedRun(0)
    run.rewoundTo = 7
    const { runs } = JSON.parse(await textOf(resultsJson(defaultDocument(), [run]))) as { runs: object[] }
    const { id } = run.spec
    const version = {
      id: `${id}@7`,
      name: `${run.label}, first 7 rounds`,
      origin: { kind: 'rewound', of: id, rounds: 7 },
    }
    expect(runs[0]).toMatchObject({ label: run.label, version })
    expect(await textOf(resultsCsv(defaultDocument(), [run, finishedRun(1)]))).toContain(
      `"${version.name}",${version.id},`
    )
  })
})
