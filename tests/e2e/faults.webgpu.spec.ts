import { expect, test } from './lab.ts'

test.use({ tolerated: [/device|webgpu/i] })

test('a destroyed WebGPU device moves the race to another engine, visibly', async ({ open, page }) => {
  test.setTimeout(180_000)
  page.on('worker', (worker) => {
    void worker.evaluate(() => {
      const create = GPUAdapter.prototype.requestDevice
      const devices: GPUDevice[] = []
      Object.assign(self, { devices })
      GPUAdapter.prototype.requestDevice = async function (...args) {
        const device = await create.apply(this, args)
        devices.push(device)
        return device
      }
    })
  })
  const lab = await open('#lab=1&rows=20000&models=logistic&engine=tfjs-webgpu')
  await lab.getByRole('button', { name: 'Train', exact: true }).click()
  const curves = lab.getByRole('img', { name: /^AUC: / })
  await expect(curves).toHaveAccessibleName(/Logistic regression.* after \d/, { timeout: 90_000 })
  await Promise.all(
    page.workers().map((worker) =>
      worker.evaluate(() => {
        for (const device of (self as unknown as { devices?: GPUDevice[] }).devices ?? []) device.destroy()
      })
    )
  )
  await expect(lab.getByText(/tfjs-webgpu: .*went on with tfjs-/).first()).toBeVisible({ timeout: 60_000 })
})
