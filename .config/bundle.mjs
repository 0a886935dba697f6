import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { digest } from './digest.mjs'
import { install } from './install.mjs'
import { buildKernels } from './kernels.mjs'
import { root, tool } from './run.mjs'

const core = ['src/core', 'src/scenarios', 'datasets']
const bundles = {
  app: { sources: ['index.html', 'src', 'workers', 'datasets'], flags: [] },
  sim: { sources: [...core, 'src/headless'], flags: ['--ssr', 'src/headless/main.ts'] },
  parity: { sources: [...core, 'src/headless', 'tests/parity'], flags: ['--ssr', 'tests/parity/main.ts'] },
  bench: { sources: [...core, 'tests/bench'], flags: ['--ssr', 'tests/bench/main.ts'] },
  'bench-page': {
    sources: [...core, 'workers', 'tests/bench', 'tests/contracts'],
    flags: ['--config', 'tests/bench/page/vite.config.ts'],
  },
}
const configuration = ['package.json', 'package-lock.json', 'vite.config.ts', 'tsconfig.json', '.config']
const dayMs = 24 * 3600 * 1000

/**
 * Builds the app, the headless runner, the benchmarks or their page where their sources have changed, in silence.
 * The folder is named by what the sources hold, so a build in use is never written over.
 * @returns the folder it lies in, without a slash at its end
 * @throws where the build fails, after its messages went to stderr
 */
export async function bundle(name) {
  await install()
  await buildKernels()
  const { sources, flags } = bundles[name]
  const room = `${root}build/${name}`
  const built = `${room}/${digest([...configuration, ...sources])}`
  if (existsSync(built)) return built
  const draft = `${room}/draft-${process.pid}`
  const args = ['build', ...flags, '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn']
  const code = await tool('vite/bin/vite.js', args, { quiet: true })
  if (code !== 0) {
    rmSync(draft, { recursive: true, force: true })
    throw new Error(`building ${name} failed`)
  }
  if (!existsSync(built)) renameSync(draft, built)
  prune(room)
  return built
}

/** Puts the built app into `dist/`, for a static host. */
export function publish(built) {
  const draft = `${root}build/dist-${process.pid}`
  const old = `${root}build/dist-old-${process.pid}`
  cpSync(built, draft, { recursive: true })
  if (existsSync(`${root}dist`)) renameSync(`${root}dist`, old)
  renameSync(draft, `${root}dist`)
  rmSync(old, { recursive: true, force: true })
}

function prune(room) {
  mkdirSync(room, { recursive: true })
  for (const name of readdirSync(room)) {
    const folder = `${room}/${name}`
    if (Date.now() - statSync(folder).mtimeMs > dayMs) rmSync(folder, { recursive: true, force: true })
  }
}
