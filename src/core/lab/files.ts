import type { World } from '../../../datasets/dataset.ts'
import type { OpenedFile, Progress } from '../../../datasets/opened-file.ts'
import type { Draw } from '../kernel/table.ts'
import type { DataFile } from '../training/run.ts'
import type { LabHost } from './contract.ts'

/** Milliseconds that one step of reading may take before its worker counts as lost. */
const STEP_MS = 60_000

/** What a file became. */
export interface OpenFile extends OpenedFile {
  /** The world of its first rows. */
  readonly worldOf: (rows: number) => World
}

/** Reads files of the person's own, and keeps the last one. */
export function fileKeeper(host: LabHost) {
  let kept: { key: string; opened: Promise<OpenFile> } | null = null

  async function read(file: DataFile): Promise<OpenFile> {
    if (file.blob.size === 0) throw new Error(`${file.name} is not in this browser any more: choose it again`)
    const { openFile } = await reader()
    host.busy('reading the file', STEP_MS)
    return withWorld(await openFile(file, { ...reading(), shared: host.shares }))
  }

  function reading() {
    return {
      yieldToMessages: () => host.yieldToMessages(),
      onProgress(progress: Progress) {
        host.busy('reading the file', STEP_MS)
        host.reading?.(progress)
      },
    }
  }

  return {
    async inspect(file: Blob, choices: unknown = {}) {
      const { inspect } = await reader()
      host.busy('looking at the file', STEP_MS)
      return inspect(file, choices, reading())
    },
    /** The table of a file; `shared` is the one that another worker made of it. @throws one line where none can be made */
    async open(file: DataFile, shared?: Draw): Promise<OpenFile> {
      if (shared) return withWorld((await reader()).openedElsewhere(file, shared))
      const key = JSON.stringify([file.name, file.fingerprint, file.plan])
      if (kept?.key !== key) {
        const opened = read(file)
        kept = { key, opened }
        opened.catch(() => kept?.key === key && (kept = null))
      }
      return kept.opened
    },
  }
}

const reader = () => import('../../../datasets/own-data/reader.ts')

async function withWorld(opened: OpenedFile): Promise<OpenFile> {
  const { worldOfTable } = await import('../../../datasets/own-data/world.ts')
  return { ...opened, worldOf: (rows) => worldOfTable(opened.draw, rows) }
}
