import { readdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { isolation, policy } from './.config/csp.mjs'
import metadata from './package.json' with { type: 'json' }

export default defineConfig({
  base: './',
  plugins: [svelte({ configFile: false }), policyTag(), aheadList(), oneFirstChunk()],
  define: { 'import.meta.env.VERSION': JSON.stringify(metadata.version) },
  publicDir: 'src/app/public',
  assetsInclude: ['**/*.wasm'],
  worker: { format: 'es' },
  server: { port: 4601, headers: isolation },
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: (path) => (/\.(wasm|js|mjs|ts|woff2)$/.test(path) ? false : undefined),
    chunkSizeWarningLimit: 4000,
  },
  test: {
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Files share a worker's modules: loading them anew for each file took a third of the time.
          isolate: false,
          // Hundreds of seeds take their time, on a busy machine more of it.
          testTimeout: process.env.SKEWLAB_LONG ? 600_000 : 60_000,
          hookTimeout: 60_000,
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/ui/**', 'tests/e2e/**'],
        },
      },
      {
        extends: true,
        plugins: [svelteTesting()],
        test: {
          name: 'ui',
          testTimeout: 20_000,
          hookTimeout: 60_000,
          environment: 'jsdom',
          include: ['tests/ui/**/*.test.ts'],
          setupFiles: ['tests/ui/setup.ts'],
        },
      },
    ],
  },
})

/** The policy for hosts that send none. The dev server needs inline scripts, so only what is built has it. */
function policyTag(): Plugin {
  const tag = { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy } }
  return {
    name: 'policy-tag',
    apply: 'build',
    transformIndexHtml: { order: 'post', handler: () => [{ ...tag, injectTo: 'head-prepend' as const }] },
  }
}

/** Lists what workers load when they need it, for the page to fetch ahead (src/app/pages.ts). */
function aheadList(): Plugin {
  return {
    name: 'ahead-list',
    apply: (_, { command, isSsrBuild }) => command === 'build' && !isSsrBuild,
    writeBundle: ({ dir = '' }, bundle) => {
      const isOfPage = (path: string): boolean => bundle[path]?.type === 'chunk'
      const paths = readdirSync(`${dir}/assets`).map((name) => `assets/${name}`)
      writeFileSync(`${dir}/ahead.json`, JSON.stringify(paths.filter((path) => !isOfPage(path)).sort()))
    },
  }
}

/**
 * What the page waits for is one chunk. Left alone, each module that a picture or a step on demand shares with it becomes a chunk of its
 * own: forty requests, which compress worse apart than together. d3 names all its parts, and d3-hierarchy is only for pictures of trees.
 */
function oneFirstChunk(): Plugin {
  const first = new Set<string>()
  return {
    name: 'one-first-chunk',
    apply: (_, { command, isSsrBuild }) => command === 'build' && !isSsrBuild,
    config: () => ({
      build: {
        rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', test: (id) => first.has(id) }] } } },
      },
    }),
    buildEnd() {
      const reached = [...this.getModuleIds()].filter((id) => this.getModuleInfo(id)?.isEntry)
      for (let id = reached.pop(); id; id = reached.pop()) {
        if (first.has(id) || id.includes('/d3-hierarchy/')) continue
        first.add(id)
        reached.push(...(this.getModuleInfo(id)?.importedIds ?? []))
      }
    },
  }
}
