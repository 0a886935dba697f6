import { Blob as NodeBlob } from 'node:buffer'
import { vi } from 'vitest'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import { planIn } from '../../../datasets/own-data/stored-plan.ts'
import { addressOf } from '../../../src/app/address.ts'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { OwnFileState } from '../../../src/state/own-file.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'

/** A page whose tables worker is this thread. */
export function page(hash = 'lab=1&scenario=own-data&step=data') {
  window.history.replaceState(null, '', `#${hash}`)
  const lab = new LabState(addressOf(window))
  const parts = openParts()
  const { tables } = parts
  const inspect = vi.spyOn(tables, 'inspect').mockImplementation((file, asked) => inspectFile(readable(file), asked))
  const describeRows = vi.spyOn(tables, 'describe').mockImplementation(async ({ file }) => {
    if (file) await importFile(readable(file.blob), planIn(file))
    return null as never
  })
  return { lab, ...parts, parts, own: new OwnFileState(parts.tables), inspect, describeRows }
}

/** jsdom's blobs cannot be read in slices as a browser's can. */
const contents = new WeakMap<Blob, string>()
export const readable = (file: Blob): Blob => new NodeBlob([contents.get(file) ?? '']) as Blob

export function fileOf(content: string, name = 'cards.csv', lastModified = 1): File {
  const file = new File([content], name, { lastModified })
  contents.set(file, content)
  return file
}
