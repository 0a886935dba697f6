import type { Progress } from '../../datasets/opened-file.ts'
import type { LabMessage } from '../../workers/lab.api.ts'

/** How far the reading of a file has come; null while no file is read, or if its rows are in memory already. */
export class FileProgress {
  progress = $state.raw<Progress | null>(null)
  private works = 0

  get isReading(): boolean {
    return this.progress !== null
  }

  hear(message: LabMessage): void {
    if (message.type === 'reading' && this.works > 0) this.progress = message
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    this.works++
    try {
      return await work()
    } finally {
      if (--this.works === 0) this.progress = null
    }
  }
}
