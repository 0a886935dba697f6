import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { root, tool } from './run.mjs'

const reports = `${root}build/reports`

/** Runs Vitest with these arguments and keeps its report under this name. */
export async function vitest(name, args = [], env = {}) {
  const report = placeOf(name)
  const flags = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await tool('vitest/vitest.mjs', [...flags, ...args], { env })
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = read(report)
  return {
    passed: numPassedTests,
    failed: failures(numFailedTests, code),
    skipped: numPendingTests,
    tests: testResults.map(({ name: path, startTime, endTime }) => ({
      seconds: (endTime - startTime) / 1000,
      title: relative(root, path),
    })),
  }
}

/** Runs projects of a configuration of Playwright in this folder and keeps its report under this name. */
export async function playwright(name, configuration, projects, env = {}) {
  const report = placeOf(name)
  const chosen = projects.map((project) => `--project=${project}`)
  const args = ['test', '--config', `.config/${configuration}`, '--reporter=list,json', ...chosen]
  const options = { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } }
  const code = await tool('@playwright/test/cli.js', args, options)
  const { suites, stats } = read(report)
  return {
    passed: stats.expected,
    failed: failures(stats.unexpected + stats.flaky, code),
    skipped: stats.skipped,
    tests: suites.flatMap(specsOf),
  }
}

function specsOf(suite) {
  const own = (suite.specs ?? []).map(({ file, title, tests }) => ({
    seconds: tests[0].results.reduce((sum, { duration }) => sum + duration / 1000, 0),
    title: `${file}, ${tests[0].projectName}: ${title}`,
  }))
  return [...own, ...(suite.suites ?? []).flatMap(specsOf)]
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
