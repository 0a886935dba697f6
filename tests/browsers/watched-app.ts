import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from '../../.config/bundle.mjs'
import { serve } from '../../.config/serve.mjs'

/** The built app with `problems.js` in front of the page and of its workers. */
export interface WatchedApp {
  /** Serves it as `npm start` does, on a port of its own, and tells every problem. */
  serve(hear: (problem: string) => void): Promise<{ readonly address: string; close(): void }>
  remove(): void
}

const script = fileURLToPath(new URL('problems.js', import.meta.url))

export async function watchedApp(): Promise<WatchedApp> {
  const dir = mkdtempSync(join(tmpdir(), 'skewlab-app-'))
  cpSync(await bundle('app'), dir, { recursive: true })
  cpSync(script, join(dir, 'problems.js'))
  putInFront(join(dir, 'index.html'), '<head>', '<script src="./problems.js"></script>')
  const workers = readdirSync(join(dir, 'assets')).filter((name) => /\.worker-.*\.js$/.test(name))
  for (const name of workers) putInFront(join(dir, 'assets', name), '', 'import "../problems.js";')
  return {
    async serve(hear) {
      const { server, url } = await serve({ dir })
      server.on('request', (request: IncomingMessage) => {
        if (request.url === '/problem') request.on('data', (bytes: Buffer) => hear(String(bytes)))
      })
      const close = (): void => {
        server.closeAllConnections()
        server.close()
      }
      return { address: url, close }
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}

/** Writes something after the first place of a text, or at the start of a file. */
function putInFront(path: string, place: string, added: string): void {
  const text = readFileSync(path, 'utf8')
  const end = text.indexOf(place) + place.length
  writeFileSync(path, text.slice(0, end) + added + text.slice(end))
}
