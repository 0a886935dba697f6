import { findBrowser } from './browser.mjs'
import { bundle } from './bundle.mjs'
import { install } from './install.mjs'
import { buildKernels } from './kernels.mjs'
import { tool } from './run.mjs'

await install()
await buildKernels()
await bundle('app')
const env = { CHROME_PATH: await findBrowser() }
const args = ['test', '--config', '.config/playwright.config.js', ...process.argv.slice(2)]
process.exitCode = await tool('@playwright/test/cli.js', args, { env })
