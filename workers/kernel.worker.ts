import { jobs } from '../src/core/jobs.ts'
import type { JobRequest } from '../src/core/threads/job.ts'
import { serveThread } from '../src/core/threads/serve.ts'
import { messageYielder } from './yield-to-messages.ts'

const hear = serveThread(jobs, {
  answer: (result, transfer) => self.postMessage(result, { transfer: [...transfer] }),
  yieldToMessages: messageYielder(),
})

self.addEventListener('message', (event: MessageEvent<JobRequest>) => {
  // The others take its tasks: a thread that cannot go on is only said.
  hear(event.data).catch((error: Error) => {
    console.warn(`a kernel thread failed: ${error.message}`)
    self.postMessage(null)
    self.close()
  })
})
