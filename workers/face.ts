import { transfer } from 'comlink'
import { handedMemory } from '../src/core/lab/handed-over.ts'
import type { FaceOf } from '../src/bridge/face.ts'
import type { Telemetry } from './telemetry.ts'

type Call = (...args: never[]) => unknown
type Sender = Pick<Telemetry<unknown>, 'send' | 'during'>

/** Every function of every door, as a worker answers it: beating while it works, with the events of a stream sent as they come. */
export function faceOf<Doors extends { readonly [Door in keyof Doors]: Readonly<Record<string, Call>> }>(
  doors: Doors,
  telemetry: Sender
): FaceOf<Doors> {
  const face = Object.entries<Readonly<Record<string, Call>>>(doors).map(([id, door]) => {
    const calls = Object.entries(door).map(([name, call]) => [name, answering(call, telemetry)])
    return [id, Object.fromEntries(calls)]
  })
  return Object.fromEntries(face) as FaceOf<Doors>
}

function answering(call: Call, telemetry: Sender) {
  return (...args: never[]): Promise<unknown> =>
    telemetry.during(async () => {
      const made = call(...args)
      const answer = isStream(made) ? await ended(made, telemetry) : await made
      const memory = handedMemory(call, answer)
      return memory.length ? transfer(answer, memory) : answer
    })
}

async function ended(stream: AsyncGenerator, telemetry: Sender): Promise<unknown> {
  for (;;) {
    const next = await stream.next()
    if (next.done) return next.value
    telemetry.send(next.value)
  }
}

function isStream(made: unknown): made is AsyncGenerator {
  return typeof made === 'object' && made !== null && Symbol.asyncIterator in made
}
