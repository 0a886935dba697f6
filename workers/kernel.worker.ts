import { serveThread } from '../src/core/trees/grow-job.ts'
import { breather } from './breathe.ts'

const hear = serveThread((logits, transfer) => self.postMessage(logits, { transfer: [...transfer] }), breather())

self.addEventListener('message', (event: MessageEvent<Parameters<typeof hear>[0]>) => {
  // The others take its tasks: a thread that cannot go on is only said.
  hear(event.data).catch((error: Error) => {
    console.warn(`a kernel thread gave up: ${error.message}`)
    self.postMessage(null)
    self.close()
  })
})
