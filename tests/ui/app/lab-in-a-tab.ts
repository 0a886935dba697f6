import type { ImportPlan } from '../../../datasets/imports/plan.ts'
import { addressOf } from '../../../src/app/address.ts'
import type { DataFile } from '../../../src/core/training/run.ts'
import { KeptLabs, tabStorage, type LabStorage } from '../../../src/state/kept-labs.ts'
import { LabState } from '../../../src/state/lab.svelte.ts'

/** A tab that opens an address, with whatever its storage holds. */
export function open(hash: string, storage: LabStorage | null = tabStorage()): LabState {
  window.history.replaceState(null, '', hash || '#')
  return new LabState(addressOf(window), new KeptLabs(storage))
}

/** The same address, read by a page that begins anew. */
export function reload(): LabState {
  window.dispatchEvent(new Event('pagehide'))
  return new LabState(addressOf(window), new KeptLabs(tabStorage()))
}

/** jsdom moves through its history a moment later. */
export async function move(by: 'back' | 'forward'): Promise<void> {
  const moved = new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }))
  window.history[by]()
  await moved
}

export function fileOf(name: string, hasTime: boolean): DataFile {
  const columns = [
    { name: 'at', role: hasTime ? 'time' : 'ignore', type: 'time', missing: [] },
    { name: 'x', role: 'feature', type: 'numeric', missing: [] },
    { name: 'fraud', role: 'label', type: 'categorical', missing: [] },
  ]
  const plan = { format: 'csv', dialect: null, columns, positive: '1', rows: null } as unknown as ImportPlan
  return { name, fingerprint: '10 20', blob: new Blob([name]), plan }
}

export const timed = fileOf('timed.csv', true)
export const timeless = fileOf('timeless.csv', false)
export const bring = (lab: LabState, file: DataFile): void => lab.open({ document: lab.onFile(file), notes: [] })

/** Everything a person sets. */
export function setAll(lab: LabState): void {
  lab.set('split', 'split', 'fold')
  lab.set('split', 'fold', 3)
  lab.set('lab', 'seed', 77)
  lab.removeLane(lab.document.lanes[1].id)
  lab.addLane('mlp')
  lab.setLane(lab.document.lanes[0].id, 'rate', 0.004)
  lab.set('decision', 'capacity', 12)
  // Rows of a file cannot drift.
  if (lab.dataset.levers.length > 0) lab.set('drift', 'size', 0.3)
  lab.setView({ threshold: 0.31, metric: 'logLoss' })
}
