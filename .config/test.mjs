import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { findBrowser } from './browser.mjs'
import { bundle, publish } from './bundle.mjs'
import { install } from './install.mjs'
import { buildKernels } from './kernels.mjs'
import { root, tool } from './run.mjs'

const reports = `${root}build/reports`
const checks = [
  ['types: page', 'svelte-check/bin/svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings']],
  ['lint', 'eslint/bin/eslint.js', ['-c', '.config/eslint.config.js', '--max-warnings', '0', '.']],
  ['types: core', 'typescript/bin/tsc', ['-p', 'src/core']],
  ['types: workers', 'typescript/bin/tsc', ['-p', 'workers']],
  ['format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
]
const outcomes = []
const slowest = []

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const ready = await step('install', install)
if (ready && (await step('kernels', buildKernels))) {
  await Promise.all([checkNext(), checkNext()])
  await step('unit, contract and component tests', vitest)
  if ((await step('build', build)) && (await step('browser', browser))) {
    await step('browser tests, side by side', () => playwright('light'))
    await step('browser tests, one at a time', () => playwright('alone'))
  }
}
summarise()

async function vitest() {
  const report = `${reports}/vitest.json`
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await tool('vitest/vitest.mjs', args)
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = read(report)
  for (const { name, startTime, endTime } of testResults)
    slowest.push({ seconds: (endTime - startTime) / 1000, title: relative(root, name) })
  return { passed: numPassedTests, failed: failures(numFailedTests, code), skipped: numPendingTests }
}

async function build() {
  publish(await bundle('app'))
}

async function browser() {
  process.env.CHROME_PATH = await findBrowser()
}

/** The tests of a folder of tests/e2e. */
async function playwright(folder) {
  const report = `${reports}/playwright-${folder}.json`
  const projects = [folder, `${folder}, webgpu`].map((name) => `--project=${name}`)
  const args = ['test', '--config', '.config/playwright.config.js', '--reporter=list,json', ...projects]
  const code = await tool('@playwright/test/cli.js', args, { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report } })
  const { suites, stats } = read(report)
  slowest.push(...suites.flatMap(specsOf))
  return { passed: stats.expected, failed: failures(stats.unexpected + stats.flaky, code), skipped: stats.skipped }
}

function specsOf(suite) {
  const own = (suite.specs ?? []).map(({ file, title, tests }) => ({
    seconds: tests[0].results.reduce((sum, { duration }) => sum + duration / 1000, 0),
    title: `${file}: ${title}`,
  }))
  return [...own, ...(suite.suites ?? []).flatMap(specsOf)]
}

/** A run that ended badly with no test to blame (a crash, a suite that does not load) still counts as a failure. */
function failures(counted, code) {
  return code === 0 ? counted : Math.max(1, counted)
}

function read(report) {
  return JSON.parse(readFileSync(report, 'utf8'))
}

/** Takes check after check, each silent unless it fails, so that two of these can run side by side. */
async function checkNext() {
  for (let check = checks.shift(); check; check = checks.shift()) {
    const [name, path, args] = check
    await step(name, async () => {
      if ((await tool(path, args, { quiet: true })) !== 0) throw new Error(`${name}: see above`)
    })
  }
}

async function step(name, work) {
  console.log(`\n── ${name}`)
  const start = Date.now()
  const outcome = { name, passed: 0, failed: 0, skipped: 0, problem: '' }
  try {
    Object.assign(outcome, await work())
  } catch (error) {
    outcome.failed = 1
    outcome.problem = error.message
    console.error(error.message)
  }
  outcomes.push({ ...outcome, seconds: (Date.now() - start) / 1000 })
  return outcome.failed === 0
}

function summarise() {
  console.log('\n── summary')
  for (const { name, passed, failed, skipped, seconds, problem } of outcomes) {
    const counts =
      passed || skipped ? `${passed} passed, ${failed} failed, ${skipped} skipped` : failed ? 'failed' : 'ok'
    console.log(`${name.padEnd(36)} ${seconds.toFixed(1).padStart(6)} s  ${counts} ${problem}`.trimEnd())
  }
  console.log('\nthe ten slowest: files of unit tests, and browser tests')
  for (const { seconds, title } of slowest.sort((a, b) => b.seconds - a.seconds).slice(0, 10))
    console.log(`${seconds.toFixed(1).padStart(6)} s  ${title}`)
  const total = (count) => outcomes.reduce((sum, outcome) => sum + outcome[count], 0)
  console.log(`${total('passed')} passed, ${total('failed')} failed`)
  process.exitCode = total('failed') > 0 || total('passed') === 0 ? 1 : 0
}
