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

export default defineConfig({
  testDir: '../tests/e2e',
  outputDir: '../test-results',
  forbidOnly: true,
  retries: 0,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: { screenshot: 'only-on-failure', locale: 'en-GB', timezoneId: 'UTC' },
  projects: [
    { name: 'chromium', testIgnore: '**/*.webgpu.spec.ts', use: browser() },
    { name: 'webgpu', testMatch: '**/*.webgpu.spec.ts', use: browser('--enable-unsafe-webgpu') },
  ],
})
