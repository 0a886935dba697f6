import { createServer } from 'vite'

/** What a test needs of the sources, as a page that Vite serves as they stand: no part of the app that is built. */
export interface SourcePage {
  readonly address: string
  close(): Promise<void>
}

/** A page of this name that runs a module script. */
export async function servePage(
  name: string,
  script: string,
  headers: Readonly<Record<string, string>> = {}
): Promise<SourcePage> {
  const html = `<!doctype html><title>${name}</title><link rel="icon" href="data:,"><script type="module">${script}</script>`
  const vite = await createServer({
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    assetsInclude: ['**/*.wasm'],
    cacheDir: `build/${name}-page`,
    server: { port: 0, hmr: false, headers },
    optimizeDeps: {
      include: ['core', 'backend-cpu', 'backend-wasm', 'backend-webgl', 'backend-webgpu'].map(
        (part) => `@tensorflow/tfjs-${part}`
      ),
    },
    plugins: [
      {
        name: `${name}-page`,
        configureServer: ({ middlewares }) => {
          middlewares.use(`/${name}`, (_request, response) => {
            for (const [header, value] of Object.entries(headers)) response.setHeader(header, value)
            response.setHeader('content-type', 'text/html')
            response.end(html)
          })
        },
      },
    ],
  })
  await vite.listen()
  return { address: `${vite.resolvedUrls?.local[0]}${name}`, close: () => vite.close() }
}
