import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { root, tool } from './run.mjs'

const reports = `${root}build/reports`

/** Runs Vitest with these arguments, keeps its report under this name and gives the counts. */
export async function vitest(name, args = [], env = {}) {
  const report = placeOf(name)
  const flags = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await tool('vitest/vitest.mjs', [...flags, ...args], { env })
  const { numPassedTests, numFailedTests, numPendingTests } = read(report)
  return { passed: numPassedTests, failed: failures(numFailedTests, code), skipped: numPendingTests }
}

/** Runs Playwright by a configuration of this folder, keeps its report under this name and gives the counts. */
export async function playwright(name, configuration, args = [], env = {}) {
  const report = placeOf(name)
  const flags = ['test', '--config', `.config/${configuration}`, '--reporter=list,json']
  const options = { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } }
  const code = await tool('@playwright/test/cli.js', [...flags, ...args], options)
  const { expected, unexpected, flaky, skipped } = read(report).stats
  return { passed: expected, failed: failures(unexpected + flaky, code), skipped }
}

/** A run that ended badly with no test to blame (a crash, a suite that does not load) still counts as a failure. */
function failures(counted, code) {
  return code === 0 ? counted : Math.max(1, counted)
}

/** Where a report is to be written; none is there before. */
function placeOf(name) {
  mkdirSync(reports, { recursive: true })
  const path = `${reports}/${name}.json`
  rmSync(path, { force: true })
  return path
}

function read(report) {
  return JSON.parse(readFileSync(report, 'utf8'))
}
