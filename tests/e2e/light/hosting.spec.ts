import { policy } from '../../../.config/csp.mjs'
import { expect, test } from '../lab.ts'

test.use({ isFirstVisit: true })

const isolated = { served: true, plain: false, embedded: false }

for (const host of ['served', 'plain', 'embedded'] as const) {
  test.describe(host, () => {
    test.use({ host })

    test(`the lab opens with Train at hand, ${isolated[host] ? 'isolated' : 'not isolated'}`, async ({ open }) => {
      const lab = await open()
      await expect(lab.getByRole('button', { name: /^train/i }).first()).toBeVisible()
      expect(await lab.evaluate(() => crossOriginIsolated)).toBe(isolated[host])
    })

    test('the policy holds in the page: an inline script does not run', async ({ open, problems }) => {
      const lab = await open()
      await lab.evaluate(() => {
        const script = document.createElement('script')
        script.textContent = 'document.title = "taken over"'
        document.head.append(script)
      })
      expect(await lab.evaluate(() => document.title)).not.toBe('taken over')
      await expect.poll(() => problems.splice(0).join()).toMatch(/content security policy/i)
    })
  })
}

test('every response of npm start carries the policy, isolation and a type, scripts and workers included', async ({
  context,
  open,
  page,
}) => {
  const responses = new Map<string, Record<string, string>>()
  context.on('response', (response) => responses.set(response.url(), response.headers()))
  await open()
  await page.waitForLoadState('networkidle')
  expect(responses.size).toBeGreaterThan(2)
  for (const [url, headers] of responses) {
    expect.soft(headers['content-security-policy'], url).toBe(policy)
    expect.soft(headers['cross-origin-embedder-policy'], url).toBe('require-corp')
    expect.soft(headers['content-type'], url).not.toContain('octet-stream')
  }
})

test('npm start answers paths outside its folder with 404', async ({ hosts, request }) => {
  for (const path of ['..%2f..%2fpackage.json', 'assets/../../../package.json', '%00', '%zz', 'nothing.js'])
    expect.soft((await request.get(hosts.addresses.served + path)).status(), path).toBe(404)
})
