import type { World } from '../../../datasets/dataset.ts'
import { hasTime } from '../../../datasets/imports/has-time.ts'
import { NONE_MALFORMED } from '../../../datasets/imports/malformed.ts'
import { labelOf } from '../../../datasets/imports/plan.ts'
import type { Choices } from '../../../datasets/imports/choices.ts'
import type { Imported } from '../../../datasets/imports/finish-table.ts'
import type { Inspection } from '../../../datasets/imports/plan-of.ts'
import type { Progress } from '../../../datasets/imports/import.ts'
import type { Draw } from '../kernel/table.ts'
import type { DataFile } from '../training/run.ts'
import type { LabHost } from './contract.ts'

/** A step of reading may take so long before its worker counts as lost. */
const STEP_MS = 60_000

/** What a file became. */
export interface OpenFile extends Imported {
  /** The world of its first rows. */
  readonly worldOf: (rows: number) => World
}

/** Reads files of the person's own, and keeps the last one. */
export function fileKeeper(host: LabHost) {
  let kept: { key: string; opened: Promise<OpenFile> } | null = null

  async function read({ name, blob, plan }: DataFile): Promise<OpenFile> {
    if (blob.size === 0) throw new Error(`${name} is not in this browser any more: choose it again`)
    const { importFile } = await import('../../../datasets/imports/index.ts')
    host.busy('reading the file', STEP_MS)
    const imported = await importFile(blob, plan, { ...reading(), shared: host.shares })
    return withWorld(imported)
  }

  function reading() {
    return {
      breathe: () => host.breathe(),
      onProgress(progress: Progress) {
        host.busy('reading the file', STEP_MS)
        host.reading?.(progress)
      },
    }
  }

  return {
    async inspect(file: Blob, choices: Choices = {}): Promise<Inspection> {
      const { inspectFile } = await import('../../../datasets/imports/index.ts')
      host.busy('looking at the file', STEP_MS)
      return inspectFile(file, choices, reading())
    },
    /** The table of a file; `shared` is the one that another worker made of it. @throws one line where none can be made */
    open(file: DataFile, shared?: Draw): Promise<OpenFile> {
      if (shared) return withWorld(untold(file, shared))
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

/** The rows that another worker read, which alone can tell what it left out. */
function untold({ plan }: DataFile, draw: Draw): Imported {
  const { label, rows } = draw.table
  const positives = label.reduce((sum: number, one) => sum + one, 0)
  const counts = { rowsRead: rows, baseRate: rows > 0 ? positives / rows : 0 }
  return { draw, malformed: NONE_MALFORMED, label: labelOf(plan), ...counts, notes: [], hasTime: hasTime(plan) }
}

async function withWorld(imported: Imported): Promise<OpenFile> {
  const { worldOfTable } = await import('../../../datasets/own-data/world.ts')
  return { ...imported, worldOf: (rows) => worldOfTable(imported.draw, rows) }
}
