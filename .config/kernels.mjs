import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { digest } from './digest.mjs'
import { root } from './run.mjs'

const networks = 'src/core/engines/fused/kernels'
const trees = 'src/core/trees/kernels'
const room = `${root}build/kernels`
const builds = {
  plain: { source: networks, features: [] },
  'plain-shared': { source: networks, features: ['threads'] },
  relaxed: { source: networks, features: ['relaxed-simd'] },
  'relaxed-shared': { source: networks, features: ['relaxed-simd', 'threads'] },
  trees: { source: trees, features: [] },
  'trees-shared': { source: trees, features: ['threads'] },
}

/**
 * Compiles our WebAssembly kernels into `build/kernels/`, where their sources or the compiler have changed.
 * @throws the compiler's messages
 */
export async function buildKernels() {
  const made = digest(['.config/kernels.mjs', 'node_modules/assemblyscript/package.json', networks, trees])
  const stamp = `${room}/built`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === made) return
  const { default: asc } = await import('assemblyscript/asc')
  mkdirSync(room, { recursive: true })
  for (const [name, { source, features }] of Object.entries(builds)) {
    const draft = `build/kernels/draft-${process.pid}.wasm`
    const shared = features.includes('threads')
      ? ['--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536']
      : []
    const { error, stderr } = await asc.main([
      `${source}/index.ts`,
      ...['--outFile', draft, '--baseDir', root, '--runtime', 'stub', '--importMemory', '--noExportMemory'],
      ...['-O3', '--noAssert', '--enable', ['simd', ...features].join(','), ...shared],
    ])
    if (error) throw new Error(`building the ${name} kernels failed\n${stderr}`)
    renameSync(root + draft, `${room}/${name}.wasm`)
  }
  writeFileSync(stamp, made)
}
