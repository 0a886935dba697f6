import { findBrowser } from './browser.mjs'
import { bundle, publish } from './bundle.mjs'
import { install } from './install.mjs'
import { buildKernels } from './kernels.mjs'
import { part } from './parts.mjs'
import { tool } from './run.mjs'
import { playwright, vitest } from './runners.mjs'

const checks = [
  ['types: page', 'svelte-check/bin/svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings']],
  ['lint', 'eslint/bin/eslint.js', ['-c', '.config/eslint.config.js', '--max-warnings', '0', '.']],
  ['types: core', 'typescript/bin/tsc', ['-p', 'src/core']],
  ['types: workers', 'typescript/bin/tsc', ['-p', 'workers']],
  [
    'format',
    'prettier/bin/prettier.cjs',
    ['--check', '--cache', '--cache-strategy', 'content', '--log-level', 'warn', '.'],
  ],
]

/** Everything a change must pass. @returns whether there is what the long tests need */
export async function testChange() {
  const ready = (await part('install', install)) && (await part('kernels', buildKernels))
  if (!ready) return false
  await Promise.all([checkNext(), checkNext()])
  await part('unit, contract and component tests', () => vitest('vitest'))
  const standing = (await part('build', build)) && (await part('browser', browser))
  if (!standing) return false
  await part('browser tests, side by side', () => inChromium('light'))
  await part('browser tests, one at a time', () => inChromium('alone'))
  return true
}

async function build() {
  publish(await bundle('app'))
}

async function browser() {
  process.env.CHROME_PATH = await findBrowser()
}

/** The tests of a folder of tests/e2e. */
function inChromium(folder) {
  return playwright(folder, 'playwright.config.js', [folder, `${folder}, webgpu`])
}

/** Takes check after check, each silent unless it fails, so that two of these can run side by side. */
async function checkNext() {
  for (let check = checks.shift(); check; check = checks.shift()) {
    const [name, path, args] = check
    await part(name, async () => {
      if ((await tool(path, args, { quiet: true })) !== 0) throw new Error(`${name}: see above`)
    })
  }
}
