import type { Page, Worker as PageWorker } from '@playwright/test'
import { expect, test } from '../lab.ts'
import {
  begun,
  button,
  curves,
  expectUndisturbed,
  finished,
  results,
  runningWorker,
  runs,
  slow,
  status,
  train,
  workerNamed,
} from '../race.ts'

const wentOn = 'the worker stopped answering; went on in a fresh worker'
const soon = { timeout: 40_000 }

test.setTimeout(150_000)

test('a dead worker is noticed, marked and replaced, paused or not; the run ends with the very same numbers', async ({
  open,
  page,
}) => {
  const lab = await open(slow)
  await train(lab).click()
  await begun(lab)
  await die(page, 'lane-1')
  await expect(curves(lab).getByText(wentOn)).toHaveCount(1, soon)
  await expect(status(lab)).toHaveText('Training.')
  await button(lab, 'Pause').click()
  await expect(status(lab)).toHaveText('Paused.')
  await die(page, 'lane-1')
  await expect(curves(lab).getByText(wentOn)).toHaveCount(2, soon)
  await expect(status(lab)).toHaveText('Paused.')
  await button(lab, 'Resume').click()
  await finished(lab)

  await expectUndisturbed(page, lab)

  for (const name of ['lane-1', 'tables']) {
    const worker = await runningWorker(page, name)
    if (worker !== undefined) end(worker)
  }
  await button(lab, 'Operation').click()
  await button(lab, 'One window').click()
  await expect(lab.getByText('· 1 window')).toBeVisible(soon)
})

for (const how of ['dies on the way', 'cannot begin'] as const)
  test(`a kernel thread that ${how} costs time and no step: the run ends with the very same numbers`, async ({
    open,
    page,
  }) => {
    const lab = await open(slow)
    await watchThreads(page, how === 'cannot begin' ? 'spoil' : 'leave')
    await train(lab).click()
    await begun(lab)
    await expect.poll(() => threads(page, 'count')).toBe(1)
    await threads(page, 'terminate')
    await finished(lab)
    await expectUndisturbed(page, lab)
    await expect(curves(lab).getByText(/went on/)).toHaveCount(0)
  })

test.describe('without shared memory', () => {
  test.use({ host: 'plain' })

  test('a kernel thread that never answers is waited for once, and its rows are scored all the same', async ({
    open,
    page,
  }) => {
    const lab = await open('#lab=1&rows=30000&engine=fused&models=logistic&logistic.epochs=1')
    await watchThreads(page, 'swallow')
    await train(lab).click()
    await finished(lab)
    expect(await threads(page, 'count')).toBe(1)
    await page.reload()
    await train(lab).click()
    await expect(runs(lab)).toHaveCount(2)
    await finished(lab)
    const [disturbed, undisturbed] = await results(page, lab)
    expect(disturbed).toMatchObject({ rowsSeen: undisturbed.rowsSeen, test: undisturbed.test })
  })
})

test('a worker that hangs does not keep Stop waiting, and the next Train has a fresh one', async ({ open, page }) => {
  const lab = await open(slow)
  await train(lab).click()
  await begun(lab)
  const worker = await workerNamed(page, 'lane-1')
  void worker
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined)
  await button(lab, 'Stop').click()
  await expect(button(lab, 'Stopping…').or(train(lab))).toBeVisible()
  await expect(status(lab)).toHaveText(/^Training stopped/, soon)
  await expect(lab.getByText(/so its worker was replaced; the curve is kept\./).first()).toBeVisible()
  await train(lab).click()
  await expect(status(lab)).toHaveText('Training.')
  await button(lab, 'Stop').click()
  await expect(status(lab)).toHaveText(/^Training stopped/, soon)
})

test('without WebGPU a lab that asks for it says so and trains on another engine', async ({ open, page }) => {
  const lab = await open('#lab=1&rows=10000&engine=tfjs-webgpu&models=logistic&logistic.epochs=1')
  await train(lab).click()
  await expect(lab.getByText(/^tfjs WebGPU: .*; went on with Skewlab/).first()).toBeVisible(soon)
  await finished(lab)
  expect(await results(page, lab)).toMatchObject([{ engine: 'fused', rowsSeen: 7000 }])
})

test.describe('a lost WebGL context', () => {
  test.use({ tolerated: [/webgl|context/i] })

  test('moves the race to another engine, visibly, and it ends there', async ({ open, page }) => {
    keepContexts(page)
    const lab = await open('#lab=1&rows=10000&engine=tfjs-webgl&models=logistic&logistic.epochs=2')
    await train(lab).click()
    await begun(lab)
    await (await workerNamed(page, 'lane-1')).evaluate(loseContexts)
    await expect(lab.getByText(/^tfjs WebGL: .*; went on with Skewlab/).first()).toBeVisible(soon)
    await finished(lab)
    expect(await results(page, lab)).toMatchObject([{ engine: 'fused', rowsSeen: 14_000 }])
  })
})

test('a rate far too high ends with the reason, and a tenth of it ends well and stays', async ({ open, page }) => {
  const lab = await open(
    '#lab=1&rows=10000&engine=fused&models=dcn-v2&dcn-v2.rate=0.3&dcn-v2.batchSize=512&dcn-v2.epochs=2'
  )
  const reason = /^DCN-V2 diverged at learning rate 0\.3 after [\d,]+ rows: .*; the last good point is row 0\.$/
  await train(lab).click()
  await expect(lab.getByText(reason)).toBeVisible(soon)
  await expect(status(lab)).toHaveText(/^Training diverged/)
  await expect(button(lab, /last good point/)).toHaveCount(0)
  await button(lab, 'Start again at rate 0.03').click()
  await finished(lab)
  await expect(lab.getByText(reason)).toHaveCount(0)
  await train(lab).click()
  await expect(runs(lab)).toHaveCount(3)
  await finished(lab)
  const endings = (await results(page, lab)).map(({ ending }) => ending.reason)
  expect(endings).toEqual(['diverged', 'finished', 'finished'])
})

test('rows too many for memory are refused with what they need, and fewer train', async ({ open, page }) => {
  const lab = await open('#lab=1&rows=10000&engine=fused&models=logistic&logistic.epochs=1')
  const tables = await workerNamed(page, 'tables')
  await tables.evaluate(fillMemory)
  const rows = lab.getByRole('textbox', { name: 'Rows' })
  await rows.fill('2000000')
  await rows.blur()
  await train(lab).click()
  await expect(lab.getByText(/^not enough memory for 2000000 rows.*; choose fewer rows$/)).toBeVisible(soon)
  await tables.evaluate(freeMemory)
  await rows.fill('10000')
  await rows.blur()
  await train(lab).click()
  await finished(lab)
})

/** Takes all the address space a page has for buffers; none of it is touched, so the machine keeps its own. */
function fillMemory(): void {
  const hoard: ArrayBuffer[] = []
  Object.assign(self, { hoard })
  for (let bytes = 2 ** 31 - 1; bytes > 2 ** 20; bytes = Math.floor(bytes / 2)) {
    try {
      for (;;) hoard.push(new ArrayBuffer(bytes))
    } catch {
      continue
    }
  }
}

function freeMemory(): void {
  const { hoard } = self as unknown as { hoard: (ArrayBuffer & { transfer(bytes: number): ArrayBuffer })[] }
  for (const buffer of hoard.splice(0)) buffer.transfer(0)
}

/** Playwright sees no worker of a worker: the one that trains remembers its kernel threads, and may spoil or swallow their messages. */
async function watchThreads(page: Page, doing: 'leave' | 'spoil' | 'swallow'): Promise<void> {
  const lane = await workerNamed(page, 'lane-1')
  await lane.evaluate((what) => {
    const kept: Worker[] = []
    Object.assign(self, { kept })
    self.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        if (options?.name === 'kernel') kept.push(this)
      }
      override postMessage(message: { thread?: number }, transfer: never): void {
        if (what === 'swallow') return
        super.postMessage(what === 'spoil' ? { ...message, thread: 99 } : message, transfer)
      }
    }
  }, doing)
}

async function threads(page: Page, what: 'count' | 'terminate'): Promise<number> {
  const lane = await workerNamed(page, 'lane-1')
  return lane.evaluate((asked) => {
    const { kept } = self as unknown as { kept: Worker[] }
    if (asked === 'terminate') for (const worker of kept) worker.terminate()
    return kept.length
  }, what)
}

async function die(page: Page, name: string): Promise<void> {
  end(await workerNamed(page, name))
}

/** As the browser does to a worker: the page is told nothing. */
function end(worker: PageWorker): void {
  void worker.evaluate(() => self.close()).catch(() => undefined)
}

/** Workers draw on canvases of their own: remembers their contexts, so that a test can lose them. */
function keepContexts(page: Page): void {
  page.on('worker', (worker) => {
    // A worker that starts as the test ends is none of its business.
    const kept = worker.evaluate(() => {
      const create = OffscreenCanvas.prototype.getContext as (...args: unknown[]) => unknown
      const contexts: unknown[] = []
      Object.assign(self, { contexts })
      OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...args: unknown[]) {
        const context = create.apply(this, args)
        if (String(args[0]).startsWith('webgl')) contexts.push(context)
        return context
      } as typeof OffscreenCanvas.prototype.getContext
    })
    kept.catch(() => undefined)
  })
}

function loseContexts(): void {
  const { contexts } = self as unknown as { contexts: WebGL2RenderingContext[] }
  for (const context of contexts) context?.getExtension('WEBGL_lose_context')?.loseContext()
}
