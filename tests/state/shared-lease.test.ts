import { expect, test, vi } from 'vitest'
import { Cores } from '../../src/state/cores.ts'
import { SharedLease } from '../../src/state/shared-lease.ts'

function shared(total: number) {
  const cores = new Cores(total)
  const changed = vi.fn()
  return { cores, changed, lease: new SharedLease<string>(cores, 'training', changed) }
}

test('lease.enter(member) asks for all cores once, and the last that leaves gives them back', async () => {
  const { cores, changed, lease } = shared(4)
  await Promise.all([lease.enter('one'), lease.enter('other')])
  expect([lease.cores, cores.leased, lease.members]).toEqual([4, 4, ['one', 'other']])
  lease.leave('one')
  expect([lease.cores, changed.mock.calls.length]).toEqual([4, 1])
  lease.leave('other')
  await Promise.resolve()
  expect([lease.cores, cores.leased]).toEqual([0, 0])
})

test('it gives way to what asks for a core, and takes it back, and says so each time', async () => {
  const { cores, changed, lease } = shared(2)
  await lease.enter('one')
  const question = await cores.lease({ use: 'answering a question' })
  expect([lease.cores, cores.leased]).toEqual([1, 2])
  question.free()
  expect([lease.cores, changed.mock.calls.length]).toEqual([2, 2])
})

test('lease.pause() frees the cores, and lease.resume() waits for them', async () => {
  const { cores, lease } = shared(1)
  await lease.enter('one')
  lease.pause()
  const drawing = await cores.lease({ use: 'drawing' })
  let isResumed = false
  const resuming = lease.resume().then((given) => (isResumed = given))
  await Promise.resolve()
  expect([isResumed, cores.waitingText('training')]).toEqual([
    ...[false, 'Waiting for a free core: 1 of 1 is drawing.'],
  ])
  drawing.free()
  await resuming
  expect([isResumed, lease.cores]).toEqual([true, 1])
})

test('lease.cancel() rejects whoever waits, and leaves nothing in the line', async () => {
  const { cores, lease } = shared(1)
  const drawing = await cores.lease({ use: 'drawing' })
  const entering = lease.enter('one')
  lease.cancel()
  await expect(entering).rejects.toThrow('stopped while it waited for a core')
  lease.leave('one')
  drawing.free()
  await Promise.resolve()
  expect([cores.leased, lease.members]).toEqual([0, []])
  await lease.enter('again')
  expect(lease.cores).toBe(1)
})
