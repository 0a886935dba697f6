import { createReadStream, realpathSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { isolation, policy } from './csp.mjs'
import { root } from './run.mjs'

const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/**
 * Serves a folder. `plain` leaves out the isolation headers and the policy, as a static host does; `prefix` puts it
 * into a sub-folder of the site; `extra` are further headers. A port of 0 takes a free one; where `next` is set a taken
 * port gives way to the next.
 * @returns the server and its address
 */
export function serve({ dir, port = 0, host = '127.0.0.1', prefix = '/', plain = false, next = false, extra = {} }) {
  const headers = plain ? extra : { ...isolation, 'Content-Security-Policy': policy, ...extra }
  const server = createServer((request, response) => {
    const found = find(dir, prefix, request.url ?? '/')
    const always = { ...headers, 'X-Content-Type-Options': 'nosniff' }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { ...always, Allow: 'GET, HEAD' }).end()
    } else if (!found) {
      response.writeHead(404, { ...always, 'Content-Type': types['.txt'] }).end('not found\n')
    } else {
      response.writeHead(200, {
        ...always,
        'Content-Type': types[extname(found.path)] ?? 'application/octet-stream',
        'Content-Length': found.size,
        'Cache-Control': /[/\\]assets[/\\]/.test(found.path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      })
      if (request.method === 'HEAD') response.end()
      else
        createReadStream(found.path)
          .on('error', () => response.destroy())
          .pipe(response)
    }
  })
  return new Promise((ready, refuse) => {
    let wanted = port
    server.on('error', (error) => {
      if (next && error.code === 'EADDRINUSE' && wanted < 65535) server.listen(++wanted, host)
      else refuse(error)
    })
    server.on('listening', () => ready({ server, url: `http://localhost:${server.address().port}${prefix}` }))
    server.listen(wanted, host)
  })
}

function find(dir, prefix, url) {
  const path = pathOf(url)
  if (path === null || !path.startsWith(prefix)) return null
  const wanted = resolve(dir, `./${path.slice(prefix.length)}`)
  if (wanted !== resolve(dir) && !wanted.startsWith(resolve(dir) + sep)) return null
  return fileAt(path.endsWith('/') ? resolve(wanted, 'index.html') : wanted)
}

function pathOf(url) {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0])
    return path.includes('\0') ? null : path
  } catch {
    return null
  }
}

function fileAt(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat?.isFile() ? { path, size: stat.size } : null
}

async function main() {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string', default: 'dist' },
      port: { type: 'string', default: '4600' },
      host: { type: 'string' },
      prefix: { type: 'string' },
      plain: { type: 'boolean' },
    },
  })
  const { url } = await serve({ ...values, dir: resolve(root, values.dir), port: Number(values.port) })
  console.log(url)
}

if (import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) await main()
