const outcomes = []

/** Something that cannot be tried here: no failure on a desk, and one where `CI` is set. */
export class Skipped extends Error {}

/**
 * Does one part of the tests; what it gives (`passed`, `failed`, `skipped`, and its `tests` with their seconds) is kept, with its seconds.
 * @returns whether nothing failed
 */
export async function part(name, work) {
  console.log(`\n── ${name}`)
  const start = Date.now()
  const outcome = { name, passed: 0, failed: 0, skipped: 0, problem: '', tests: [] }
  try {
    Object.assign(outcome, await work())
  } catch (error) {
    outcome[error instanceof Skipped && !process.env.CI ? 'skipped' : 'failed'] = 1
    outcome.problem = error.message
    console.error(error.message)
  }
  outcomes.push({ ...outcome, seconds: (Date.now() - start) / 1000 })
  return outcome.failed === 0
}

/** Prints what the parts took and gave, and ends with `N passed, N failed`. */
export function summarise() {
  console.log('\n── summary')
  for (const { name, passed, failed, skipped, seconds, problem } of outcomes) {
    const counts =
      passed || skipped ? `${passed} passed, ${failed} failed, ${skipped} skipped` : failed ? 'failed' : 'ok'
    console.log(`${name.padEnd(36)} ${seconds.toFixed(1).padStart(6)} s  ${counts} ${problem}`.trimEnd())
  }
  const tests = outcomes.flatMap((outcome) => outcome.tests)
  if (tests.length > 0) console.log('\nthe ten slowest: files of unit tests, and browser tests')
  for (const { seconds, title } of tests.sort((a, b) => b.seconds - a.seconds).slice(0, 10))
    console.log(`${seconds.toFixed(1).padStart(6)} s  ${title}`)
  const total = (count) => outcomes.reduce((sum, outcome) => sum + outcome[count], 0)
  console.log(`${total('passed')} passed, ${total('failed')} failed`)
  process.exitCode = total('failed') > 0 || total('passed') + total('skipped') === 0 ? 1 : 0
}
