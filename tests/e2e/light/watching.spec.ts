import { expect, test } from '../lab.ts'

test.describe('a test fails on', () => {
  for (const [what, body, problem] of [
    ['a policy violation in a worker', 'try { eval("1") } catch {}', /policy violation: .*"blocked-uri":"eval"/],
    ['an error nobody caught in a worker', 'throw new Error("lost")', /lost/],
    ['a rejection nobody handled in a worker', 'Promise.reject(new Error("lost"))', /lost/],
    ['a request that leaves this machine', 'fetch("https://example.invalid/").catch(() => {})', /request outside/],
  ] as const)
    test(what, async ({ hosts, open, page, problems }) => {
      const headers = (await page.request.get(hosts.addresses.served)).headers()
      if (what.includes('request')) delete headers['content-security-policy']
      await page.route('**/probe.js', (route) =>
        route.fulfill({ headers: { ...headers, 'content-type': 'text/javascript' }, body })
      )
      await open()
      await page.evaluate(() => void new Worker('./probe.js', { type: 'module' }))
      await expect.poll(() => problems.splice(0).join()).toMatch(problem)
    })

  test('an error nobody caught in the page', async ({ open, page, problems }) => {
    await open()
    await page.evaluate(() => void Promise.reject(new Error('lost')))
    await expect.poll(() => problems.splice(0).join()).toContain('uncaught: lost')
  })
})
