import { serveThread } from '../src/core/engines/fused/thread.ts'

const hear = serveThread((logits, transfer) => self.postMessage(logits, { transfer: [...transfer] }))

self.addEventListener('message', (event: MessageEvent<Parameters<typeof hear>[0]>) => hear(event.data))
