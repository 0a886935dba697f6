import { engineOf } from '../../../src/core/engines/index.ts'
import { expect, test } from '../lab.ts'
import { begun, finished, results, slow, train, workerNamed } from '../race.ts'

test.use({ tolerated: [/device|webgpu/i] })

for (const [engine, link, rowsSeen] of [
  ['tfjs-webgpu', '#lab=1&rows=10000&models=logistic&logistic.epochs=2&engine=tfjs-webgpu', 14_000],
  ['fused-webgpu', slow.replace('engine=fused', 'engine=fused-webgpu'), 42_000],
] as const)
  test(`a destroyed WebGPU device moves the race from ${engine} to another engine, visibly, and it ends there`, async ({
    open,
    page,
  }) => {
    test.setTimeout(180_000)
    page.on('worker', (worker) => {
      const kept = worker.evaluate(() => {
        const create = GPUAdapter.prototype.requestDevice
        const devices: GPUDevice[] = []
        Object.assign(self, { devices })
        GPUAdapter.prototype.requestDevice = async function (...args) {
          const device = await create.apply(this, args)
          devices.push(device)
          return device
        }
      })
      // A worker that starts as the test ends is none of its business.
      kept.catch(() => undefined)
    })
    const lab = await open(link)
    await train(lab).click()
    await begun(lab)
    const worker = await workerNamed(page, 'lane-1')
    await worker.evaluate(() => {
      for (const device of (self as unknown as { devices?: GPUDevice[] }).devices ?? []) device.destroy()
    })
    await expect(
      lab.getByText(new RegExp(`^${engineOf(engine).short.replace('+', '.')}: .*; went on with Skewlab`)).first()
    ).toBeVisible({
      timeout: 60_000,
    })
    await finished(lab)
    expect(await results(page, lab)).toMatchObject([{ engine: 'fused', rowsSeen }])
  })
