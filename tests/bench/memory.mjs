import { readdirSync, readFileSync } from 'node:fs'
import { openPage } from './chromium.mjs'

/**
 * Memory that the page and its workers hold once every step was visited, as JSON: the sum over the renderer processes of their
 * proportional set sizes (a page that several share counts for its part in each), as Linux tells them.
 */
const profiles = {
  desktop: { viewport: { width: 1440, height: 900 }, link: '#lab=1' },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, link: '#lab=1&rows=100000' },
}
/** What is let go of within seconds of the last press is not held. */
const SETTLE_MS = 5_000

const figures = {}
for (const [name, { link, ...device }] of Object.entries(profiles)) {
  const { browser, page: blank, url, close } = await openPage('app')
  const megabytes = []
  try {
    const context = await browser.newContext(device)
    const page = await context.newPage()
    await blank.close()
    await page.goto(`${url}${link}`)
    await page.getByRole('button', { name: 'Train', exact: true }).click()
    const said = page.getByRole('status').last()
    for (let tries = 0; !/^Training (finished|stopped)/.test((await said.textContent()) ?? ''); tries++) {
      if (tries > 1_200) throw new Error('the training did not end within two minutes')
      await page.waitForTimeout(100)
    }
    for (const step of await page.getByRole('navigation', { name: 'Steps' }).getByRole('button').all()) {
      await step.click()
      const oneWindow = page.getByRole('button', { name: 'One window' })
      if (await oneWindow.isVisible()) await oneWindow.click()
      await page.waitForTimeout(SETTLE_MS)
      megabytes.push({ step: await step.textContent(), megabytes: await renderersMegabytes(browser) })
    }
  } finally {
    await close()
  }
  figures[name] = { most: Math.max(...megabytes.map((one) => one.megabytes)), after: megabytes }
}
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)

/** @throws where no renderer of this browser is found, or the system does not tell its memory */
async function renderersMegabytes(browser) {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const ids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
  const running = new Set(readdirSync('/proc'))
  const kilobytes = ids.filter((id) => running.has(String(id))).map(proportionalKilobytes)
  if (kilobytes.length === 0) throw new Error('no renderer process was found')
  return Math.round(kilobytes.reduce((sum, one) => sum + one, 0) / 1024)
}

function proportionalKilobytes(id) {
  const found = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))
  if (!found) throw new Error(`the system does not tell the memory of process ${id}`)
  return Number(found[1])
}
