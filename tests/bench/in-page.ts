import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isolation } from '../../.config/csp.mjs'
import type { Start } from './bench.ts'
import type { Work } from './page/work.ts'

/** Work in a module worker of a cross-origin isolated page, each in a Chromium of its own. */
export function inPage(work: Work): Start {
  return async () => {
    const { openPage } = await browserSide()
    const needsGpu = runnerOf(work).endsWith('webgpu')
    const flags = needsGpu ? ['--enable-unsafe-webgpu'] : []
    const { page, url, close } = await openPage('bench-page', { flags, plain: true, extra: isolation })
    try {
      await page.goto(url)
      const { name, facts } = await page.evaluate((asked) => window.contender.start(asked), work)
      return { name, facts, rate: () => page.evaluate(() => window.contender.rate()).catch(rethrow), stop: close }
    } catch (error) {
      await close()
      throw new Error(`${nameOf(work)}: ${reasonOf(error)}`, { cause: error })
    }
  }
}

/** Not bundled: it finds the repository by its own place. */
function browserSide(): Promise<typeof import('./chromium.mjs')> {
  return import(/* @vite-ignore */ pathToFileURL(resolve('tests/bench/chromium.mjs')).href)
}

function nameOf(work: Work): string {
  return 'onnx' in work ? `onnxruntime-web on ${work.onnx}` : runnerOf(work)
}

function runnerOf(work: Work): string {
  if (work.does === 'boost') return 'trees'
  return 'onnx' in work ? work.onnx : work.engine
}

function rethrow(cause: Error): never {
  throw new Error(reasonOf(cause), { cause })
}

/** Playwright puts its own words before the page's, and the page's stack after them. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split('\n')[0].replace(/^page\.evaluate: (\w*Error: )?/, '')
}
