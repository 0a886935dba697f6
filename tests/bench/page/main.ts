import { wrap } from 'comlink'
import type { ContenderApi } from './work.ts'

declare global {
  interface Window {
    contender: ContenderApi
  }
}

const worker = new Worker(new URL('./contender.worker.ts', import.meta.url), { type: 'module' })
const remote = wrap<ContenderApi>(worker)
const broken = new Promise<never>((_, reject) => {
  worker.onerror = ({ message }) => reject(new Error(message || 'the worker could not be loaded'))
})
broken.catch(() => undefined)

window.contender = {
  start: (work) => Promise.race([remote.start(work), broken]),
  rate: () => Promise.race([remote.rate(), broken]),
}
