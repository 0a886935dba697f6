import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import type { TestInfo } from '@playwright/test'

interface Report {
  readonly models: Readonly<
    Record<string, { readonly metrics: Record<string, number>; readonly expected: Record<string, number> }>
  >
}

/** What the headless runner reports of a lab document, on `fused`. */
export function headless(lab: object, info: TestInfo): Report {
  const file = info.outputPath('lab.json')
  writeFileSync(file, JSON.stringify(lab))
  return sim(file)
}

/** What it reports of a lab or of a file of rows. */
export function sim(path: string, ...flags: string[]): Report {
  const args = ['.config/node-bundle.mjs', 'sim', 'run', path, ...flags, '--engine', 'fused', '--json']
  const events = execFileSync(process.execPath, args, { encoding: 'utf8' })
  return JSON.parse(events.trimEnd().split('\n').at(-1) ?? '') as Report
}
