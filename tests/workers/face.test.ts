import { expect, test, vi } from 'vitest'
import { handedOver } from '../../src/core/lab/handed-over.ts'
import type { LifeSign } from '../../src/bridge/face.ts'
import { faceOf } from '../../workers/face.ts'
import { telemetrySender } from '../../workers/telemetry.ts'

interface Step {
  readonly type: 'step'
  readonly at: number
}
type Sent = LifeSign | Step

/** A telemetry whose posts are kept, as they are sent. */
function sender(replaces?: (message: Step, last: Step) => boolean, atRest?: () => void) {
  const posts: Sent[][] = []
  const port = { postMessage: (messages: Sent[]) => posts.push(messages) } as Partial<MessagePort> as MessagePort
  return { posts, telemetry: telemetrySender<Step>(port, replaces, atRest) }
}

async function* climb(to: number): AsyncGenerator<Step, string, undefined> {
  for (let at = 0; at < to; at++) yield { type: 'step', at }
  return `up at ${to}`
}

test('faceOf(doors) answers every function of every door, between a beat and a rest', async () => {
  const { posts, telemetry } = sender()
  const face = faceOf({ sums: { add: async (a: number, b: number) => a + b } }, telemetry)
  expect(await face.sums.add(2, 3)).toBe(5)
  expect(posts).toEqual([[{ type: 'beat' }], [{ type: 'rest' }]])
})

test('faceOf(doors) rests once all that is under way has been answered', async () => {
  const { posts, telemetry } = sender()
  const ends: (() => void)[] = []
  const face = faceOf({ waits: { wait: () => new Promise<void>((resolve) => ends.push(resolve)) } }, telemetry)
  const [one, other] = [face.waits.wait(), face.waits.wait()]
  ends[1]()
  await other
  expect(posts.flat()).toEqual([{ type: 'beat' }, { type: 'beat' }])
  ends[0]()
  await one
  expect(posts.flat().at(-1)).toEqual({ type: 'rest' })
})

test('faceOf(doors) sends the events of a stream, and answers with its end', async () => {
  const { posts, telemetry } = sender()
  const face = faceOf({ hills: { climb } }, telemetry)
  expect(await face.hills.climb(3)).toBe('up at 3')
  expect(posts.flat().filter(({ type }) => type === 'step')).toEqual([0, 1, 2].map((at) => ({ type: 'step', at })))
})

test('faceOf(doors) rejects as a door does, and rests', async () => {
  const { posts, telemetry } = sender()
  const fall = async (): Promise<void> => {
    throw new Error('no rows')
  }
  await expect(faceOf({ hills: { fall } }, telemetry).hills.fall()).rejects.toThrow('no rows')
  expect(posts.flat().at(-1)).toEqual({ type: 'rest' })
})

test('a sender leaves out what the next message replaces, and nothing else', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const { posts, telemetry } = sender((message, last) => message.at === last.at + 1)
  for (const at of [0, 1, 2, 7]) telemetry.send({ type: 'step', at })
  telemetry.busy('climbing', 9)
  vi.useRealTimers()
  const steps = [2, 7].map((at) => ({ type: 'step', at }))
  expect(posts).toEqual([[...steps, { type: 'busy', reason: 'climbing', limitMs: 9 }]])
})

test('handedOver(work) is transferred by a worker, and what is not is copied', async () => {
  const { telemetry } = sender()
  const bytes = async () => new Uint8Array([1, 2, 3])
  const { port1, port2 } = new MessageChannel()
  const { expose, wrap } = await import('comlink')
  const face = faceOf({ files: { copied: bytes, given: handedOver(async () => keep) } }, telemetry)
  const keep = await bytes()
  expose(face, port1)
  const remote = wrap<{ copied(): Promise<Uint8Array>; given(): Promise<Uint8Array> }>(port2)
  const files = (remote as unknown as { files: typeof remote }).files
  expect([...(await files.copied())]).toEqual([1, 2, 3])
  expect([...(await files.given())]).toEqual([1, 2, 3])
  expect(keep.byteLength).toBe(0)
  for (const port of [port1, port2]) port.close()
})

test('a sender calls atRest once all is done and nothing came for a second', async () => {
  vi.useFakeTimers()
  const atRest = vi.fn()
  const { telemetry } = sender(undefined, atRest)
  await telemetry.during(async () => undefined)
  await vi.advanceTimersByTimeAsync(900)
  await telemetry.during(async () => undefined)
  await vi.advanceTimersByTimeAsync(900)
  expect(atRest).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(100)
  expect(atRest).toHaveBeenCalledTimes(1)
  vi.useRealTimers()
})
