import { defineConfig } from '@playwright/test'
import { otherBrowsers } from './other-browsers.mjs'

/** Playwright runs these tests; the browsers are driven by `tests/browsers/` itself. */
export default defineConfig({
  testDir: '../tests/browsers',
  outputDir: '../test-results/browsers',
  forbidOnly: true,
  retries: 0,
  workers: 1,
  expect: { timeout: 20_000 },
  reporter: 'list',
  projects: otherBrowsers.map(({ id }) => ({ name: id })),
})
