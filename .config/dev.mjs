import { install } from './install.mjs'
import { tool } from './run.mjs'

await install()
process.exitCode = await tool('vite/bin/vite.js', process.argv.slice(2))
