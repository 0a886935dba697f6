import { describe, expect, it } from 'vitest'
import { resultsCsv, resultsJson } from '../../../src/labs/results.ts'
import { defaultDocument } from '../../../src/scenarios/document.ts'
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
    const [header, ...lines] = (await textOf(resultsCsv(runs))).trimEnd().split('\n')
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

  it('resultsCsv quotes what holds a comma', async () => {
    const run = finishedRun(1, { settings: { note: 'a, "b"' } })
    expect(await textOf(resultsCsv([run]))).toContain('"a, ""b"""')
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
})
