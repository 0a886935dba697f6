import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { flushSync } from 'svelte'
import { describe, expect, it, vi } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import type { DataFile } from '../../../src/core/training/run.ts'
import { CANCELLED, WorkerLost } from '../../../src/state/lab-worker.ts'
import OwnFilePanel from '../../../src/labs/data/OwnFilePanel.svelte'
import { documentForFile } from '../../../src/state/document-for-file.ts'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { OwnFileState } from '../../../src/state/own-file.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'

/** A file of these roles; nothing of it is read. */
function fileOf(...roles: readonly string[]): DataFile {
  const columns = roles.map((role) => ({ name: role, role }))
  return { name: 'cards.csv', fingerprint: roles.join(), blob: new Blob(), plan: { columns } } as unknown as DataFile
}

/** A page whose tables worker reads until it is told how that ended. */
function page() {
  window.history.replaceState(null, '', '#lab=1&scenario=own-data&step=data')
  const lab = new LabState(addressOf(window))
  const parts = openParts()
  const { tables } = parts
  let end = { well: (): void => undefined, ill: (_: Error): void => undefined }
  vi.spyOn(tables, 'describe').mockImplementation(() =>
    tables.reading.during(
      () => new Promise((resolve, reject) => (end = { well: () => resolve(null as never), ill: reject }))
    )
  )
  vi.spyOn(tables, 'cancel').mockImplementation(() => end.ill(new WorkerLost(CANCELLED)))
  return { lab, parts, own: new OwnFileState(parts.tables), end: () => end.well() }
}

describe('OwnFileState', () => {
  it('use(lab) keeps what was edited while the file was read', async () => {
    const { lab, own, end } = page()
    const used = own.use(lab, fileOf('time', 'label'))
    lab.set('lab', 'seed', 77)
    lab.set('split', 'split', 'fold')
    end()
    await used
    expect(lab.document).toMatchObject({ seed: 77, split: { split: 'fold' }, file: { name: 'cards.csv' } })
  })
})

describe('documentForFile', () => {
  const { lab } = page()
  const timed = fileOf('time', 'label')
  const timeless = fileOf('label')
  const splitOf = (split: string, file: DataFile | null, next: DataFile) =>
    documentForFile(
      { ...lab.document, file, split: { ...lab.document.split, split } as typeof lab.document.split },
      next
    ).split.split

  it('documentForFile(document, file) keeps a split that was chosen, where the file’s rows can be split so', () => {
    expect(['time', 'prequential', 'random', 'fold'].map((split) => splitOf(split, timed, timed))).toEqual([
      'time',
      'prequential',
      'random',
      'fold',
    ])
    expect(['time', 'prequential', 'fold'].map((split) => splitOf(split, timed, timeless))).toEqual([
      'random',
      'random',
      'fold',
    ])
  })

  it('documentForFile(document, file with times) is by time again after one without', () => {
    expect(splitOf('random', timeless, timed)).toBe('time')
  })
})

describe('OwnFilePanel', () => {
  /** A panel that offers a file again, pressed from the keyboard, with the first rows of it read. */
  async function reading() {
    const all = page()
    const { lab, parts, own } = all
    const file = fileOf('time', 'label')
    parts.archive.runs = [{ spec: { recipe: { file } } }] as never
    render(OwnFilePanel, { lab, ...parts, own })
    screen.getByRole('button', { name: 'Use cards.csv again' }).focus()
    await userEvent.keyboard('{Enter}')
    parts.tables.reading.hear({ type: 'reading', done: 25, of: 100, rows: 1234 })
    flushSync()
    return all
  }

  it('moves the focus to Cancel when reading begins, and to what tells of the file when it ends; both are said', async () => {
    const { end } = await reading()
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus()
    expect(screen.getByRole('status')).toHaveTextContent('Reading cards.csv.')
    end()
    await vi.waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('cards.csv is read.'))
    expect(screen.getByRole('region', { name: 'Your file' })).toHaveFocus()
  })

  it('keeps the focus where reading was cancelled, and says so', async () => {
    await reading()
    await userEvent.keyboard('{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent(CANCELLED)
    expect(screen.getByRole('region', { name: 'Your file' })).toHaveFocus()
    expect(screen.getByRole('status').textContent).toBe('')
  })
})
