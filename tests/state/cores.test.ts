import { expect, test, vi } from 'vitest'
import { Cores, type LeaseRequest } from '../../src/state/cores.ts'

/** Whether a promise has settled by now. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false
  promise.finally(() => (settled = true)).catch(() => undefined)
  for (let i = 0; i < 5; i++) await Promise.resolve()
  return settled
}

const training = (resize = vi.fn()): LeaseRequest => ({ use: 'training', most: Infinity, resize })

test('cores.lease({most}) gives what is free, and no more than there is', async () => {
  const cores = new Cores(4)
  expect((await cores.lease({ use: 'drawing', most: 3 })).cores).toBe(3)
  expect((await cores.lease({ use: 'drawing', most: 3 })).cores).toBe(1)
  expect(cores.leased).toBe(4)
})

test('what finds no core free waits in line, says so, and begins when one is given back', async () => {
  const cores = new Cores(2)
  const [first, second] = [await cores.lease({ use: 'training' }), await cores.lease({ use: 'training' })]
  const waiting = cores.lease({ use: 'drawing' })
  expect(await isSettled(waiting)).toBe(false)
  expect(cores.waitingText('drawing')).toBe('Waiting for a free core: 2 of 2 are training.')
  expect(cores.waitingText('training')).toBeNull()
  second.free()
  expect((await waiting).cores).toBe(1)
  expect(cores.waitingText('drawing')).toBeNull()
  first.free()
  first.free()
  expect(cores.leased).toBe(1)
})

test('a lease that can be resized makes room, and grows again, never above the sum', async () => {
  const cores = new Cores(4)
  const told = vi.fn()
  const race = await cores.lease(training(told))
  expect(race.cores).toBe(4)
  const sums: number[] = []
  cores.changed.hear(() => sums.push(cores.leased))
  const drawing = await cores.lease({ use: 'drawing', most: 4 })
  expect([race.cores, drawing.cores]).toEqual([2, 2])
  drawing.free()
  expect(race.cores).toBe(4)
  expect(told.mock.calls).toEqual([[2], [4]])
  expect(Math.max(...sums)).toBe(4)
})

test('a lease that can give way is asked to where something waits', async () => {
  const cores = new Cores(2)
  const giveWay = vi.fn()
  const measuring = await cores.lease({ use: 'measuring', most: 2, giveWay })
  expect(giveWay).not.toHaveBeenCalled()
  const drawing = cores.lease({ use: 'drawing' })
  expect(giveWay).toHaveBeenCalled()
  measuring.free()
  expect((await drawing).cores).toBe(1)
})

test('cores.during(request, work) gives back after a failure', async () => {
  const cores = new Cores(1)
  const failing = cores.during({ use: 'drawing' }, () => Promise.reject(new Error('lost')))
  await expect(failing).rejects.toThrow('lost')
  expect(cores.leased).toBe(0)
})

test('a request whose signal is aborted leaves the line', async () => {
  const cores = new Cores(1)
  const held = await cores.lease({ use: 'training' })
  const stop = new AbortController()
  const given = cores.lease({ use: 'drawing', least: 1 }, stop.signal)
  const next = cores.lease({ use: 'redrawing' })
  stop.abort(new Error('stopped'))
  await expect(given).rejects.toThrow('stopped')
  held.free()
  expect((await next).cores).toBe(1)
})

test('more trainings than cores share one lease; whatever else asks, leases sum to what there is', async () => {
  const cores = new Cores(2)
  const race = await cores.lease(training())
  const others = [1, 2, 3].map(() => cores.lease({ use: 'drawing', most: 2 }))
  for (const other of others) {
    const lease = await other
    expect(cores.leased).toBe(2)
    lease.free()
  }
  expect(race.cores).toBe(2)
})

test('cores.isOnly(uses) says whether what holds cores is of these uses alone', async () => {
  const cores = new Cores(2)
  expect(cores.isOnly()).toBe(true)
  const ready = await cores.lease({ use: 'getting ready to train' })
  expect([cores.isOnly('getting ready to train', 'measuring'), cores.isOnly('measuring')]).toEqual([true, false])
  await cores.lease({ use: 'training' })
  expect(cores.isOnly('getting ready to train', 'measuring')).toBe(false)
  ready.free()
  expect(cores.isOnly('training')).toBe(true)
})
