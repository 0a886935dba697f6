import type { LabApi, LabMessage } from '../../workers/lab.api.ts'
import { HostedWorker } from '../bridge/hosted-worker.ts'

export { CANCELLED, WorkerLost } from '../bridge/hosted-worker.ts'

/** A worker with a lab of its own. */
export class LabWorker extends HostedWorker<LabApi, LabMessage> {
  constructor(name: string, onMessage: (message: LabMessage) => void) {
    super(
      () => new Worker(new URL('../../workers/lab.worker.ts', import.meta.url), { type: 'module', name }),
      onMessage
    )
  }
}
