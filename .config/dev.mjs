import { install } from './install.mjs'
import { buildKernels } from './kernels.mjs'
import { tool } from './run.mjs'

await install()
await buildKernels()
process.exitCode = await tool('vite/bin/vite.js', process.argv.slice(2))
