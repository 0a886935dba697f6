/* global window, document, addEventListener, requestAnimationFrame */
import { gzipSync } from 'node:zlib'
import { openPage } from './chromium.mjs'

/** Figures of the default lab in a real browser, as JSON. Rates of software GPUs say nothing of real ones. */
const WATCH_MS = 15_000

const { page, url, close } = await openPage('app', { flags: ['--enable-unsafe-webgpu'] })
try {
  await page.addInitScript(watchPage)
  await page.goto(`${url}#lab=1&engine=tfjs-wasm`)
  const firstPaintToMovingMs = await asked(() => window.figures.movingAt - window.figures.paintedAt)
  // Engines are measured once the page is idle and everything is warm; then the race has the machine to itself.
  const readings = await asked(() => JSON.parse(localStorage.getItem('skewlab.engines.2') ?? 'null')?.readings)
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  const trainToFirstMetricMs = await asked(() => window.figures.metricAt - window.figures.trainedAt)
  await page.waitForTimeout(WATCH_MS)
  const race = await page.evaluate(() => {
    const { frames, longTasks, trainedAt } = window.figures
    const gaps = frames.slice(1).map((at, i) => at - frames[i])
    return {
      seconds: (performance.now() - trainedAt) / 1000,
      framesPerSecond: (1000 * gaps.length) / (frames.at(-1) - frames[0]),
      longestGapMs: Math.max(...gaps),
      longTasks: longTasks.length,
      longestTaskMs: longTasks.length ? Math.max(...longTasks) : '<= 50',
    }
  })
  const progress = await page.getByRole('status').last().textContent()
  const initialKilobytes = (await initialScripts(url)).reduce((sum, text) => sum + gzipSync(text).length, 0) / 1024
  const figures = { initialKilobytes, firstPaintToMovingMs, trainToFirstMetricMs, race, progress, engines: readings }
  process.stdout.write(`${JSON.stringify(figures, (_, value) => rounded(value), 2)}\n`)
} finally {
  await close()
}

/** Asks the page until it knows. */
async function asked(question) {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await page.evaluate(question)
    if (answer || answer === 0) return answer
    await page.waitForTimeout(100)
  }
  throw new Error(`the page never knew: ${question}`)
}

/** In the page: when the first picture moved, when Train was pressed and answered, each frame and long task since. */
function watchPage() {
  const figures = { movingAt: NaN, paintedAt: NaN, trainedAt: NaN, metricAt: NaN, frames: [], longTasks: [] }
  window.figures = figures
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry.startTime > figures.trainedAt) figures.longTasks.push(entry.duration)
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === 'first-paint') figures.paintedAt = entry.startTime
  }).observe({ type: 'paint', buffered: true })
  addEventListener(
    'click',
    (event) => {
      if (event.target.textContent.trim() === 'Train') figures.trainedAt = performance.now()
    },
    true
  )
  const readings = new Set()
  const look = (now) => {
    const reading = document.querySelector('[data-view="race"] svg')?.getAttribute('aria-label') ?? ''
    const shows = / after \d/.test(reading)
    if (shows) readings.add(reading)
    if (Number.isNaN(figures.movingAt) && readings.size > 1) figures.movingAt = performance.now()
    if (figures.trainedAt > 0) {
      figures.frames.push(now)
      const isOwn = !document.querySelector('.recorded')
      if (Number.isNaN(figures.metricAt) && shows && isOwn) figures.metricAt = performance.now()
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Texts of the scripts that the page waits for: those it names, and all that they import statically. */
async function initialScripts(address) {
  const html = await (await fetch(address)).text()
  const waiting = [...html.matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"]+\.js)"/g)].map(
    ([, path]) => new URL(path, address).href
  )
  const scripts = new Map()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (scripts.has(next)) continue
    const text = await (await fetch(next)).text()
    scripts.set(next, text)
    const at = next
    for (const [, path] of text.matchAll(/(?:\bfrom|\bimport)\s*"(\.\/[^"]+\.js)"/g))
      waiting.push(new URL(path, at).href)
  }
  return [...scripts.values()]
}

function rounded(value) {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value
}
