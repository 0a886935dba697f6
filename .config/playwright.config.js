import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'

const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Chromium with these further flags. */
const browser = (...more) => ({
  launchOptions: { executablePath: process.env.CHROME_PATH, args: [...flags, ...more] },
})

/** A folder of tests is two projects: without WebGPU, and, for files named so, with a software adapter. */
const projects = (folder, workers) => [
  { name: folder, testDir: `../tests/e2e/${folder}`, testIgnore: '**/*.webgpu.spec.ts', workers, use: browser() },
  {
    name: `${folder}, webgpu`,
    testDir: `../tests/e2e/${folder}`,
    testMatch: '**/*.webgpu.spec.ts',
    workers,
    use: browser('--enable-unsafe-webgpu'),
  },
]

export default defineConfig({
  outputDir: '../test-results',
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: { screenshot: 'only-on-failure', locale: 'en-GB', timezoneId: 'UTC', serviceWorkers: 'block' },
  workers: availableParallelism(),
  projects: [...projects('light', availableParallelism()), ...projects('alone', 1), ...projects('long', 1)],
})
