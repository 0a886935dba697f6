import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bundle } from '../../.config/bundle.mjs'
import { policy } from '../../.config/csp.mjs'
import { serve } from '../../.config/serve.mjs'

/** Where the lab lives: as `npm start` serves it, on a plain static host's sub-folder, or in another site's frame there. */
export type Host = 'served' | 'plain' | 'embedded'

export interface Hosts {
  readonly addresses: Readonly<Record<Host, string>>
  close(): Promise<void>
}

/** Where browsers send their reports of violations on `served`: Playwright sees no other sign of those in workers. */
export const reportPath = '/policy-report'

/** Starts what the tests visit, each on a free port, from an app built as `npm run build` does. */
export async function startHosts(): Promise<Hosts> {
  const dir = await bundle('app')
  const reporting = { 'Content-Security-Policy-Report-Only': `${policy}; report-uri ${reportPath}` }
  const served = await serve({ dir, extra: reporting })
  const plain = await serve({ dir, plain: true, prefix: '/classes/skewlab/' })
  const other = await startOtherSite(plain.url)
  return {
    addresses: { served: served.url, plain: plain.url, embedded: addressOf(other) },
    close: async () => {
      await Promise.all([served.server, plain.server, other].map(close))
    },
  }
}

/** A page of another site with the lab in a frame, at the link in `?link=`. */
async function startOtherSite(inner: string): Promise<Server> {
  const server = createServer((request, response) => {
    const link = new URL(request.url ?? '/', inner).searchParams.get('link') ?? ''
    const icon = '<link rel="icon" href="data:,">'
    const frame = `<iframe title="Skewlab" src="${new URL(link, inner)}" width="1200" height="560"></iframe>`
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
    response.end(`<!doctype html><html lang="en">${icon}<title>A lesson</title><h1>A lesson</h1>${frame}</html>`)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return server
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((done) => server.close(() => done()))
}
