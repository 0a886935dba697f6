import '@testing-library/jest-dom/vitest'
import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { flushSync } from 'svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { inspectFile } from '../../../datasets/imports/index.ts'
import { labFile } from '../../../src/app/lab-file.ts'
import { CANCELLED, WorkerLost } from '../../../src/state/lab-worker.ts'
import OwnFilePanel from '../../../src/labs/data/OwnFilePanel.svelte'
import Transport from '../../../src/labs/frame/Transport.svelte'
import { resultsJson } from '../../../src/labs/evaluation/results.ts'
import { parseDocument } from '../../../src/scenarios/document.ts'
import { lacksFile, recipeOf } from '../../../src/scenarios/recipe.ts'
import { documentForFile, fileOn } from '../../../src/state/document-for-file.ts'
import { fileOf, page, readable } from './own-file-page.ts'

// Corrections of one test are not those of the next.
beforeEach(() => localStorage.clear())

const evil = '<img src=x onerror=alert(1)>'
const rows = Array.from({ length: 200 }, (_, i) => `${i * 60},${evil}${i % 3},${i % 9},${i % 4 ? 'no' : 'yes'}`)
const text = ['time,place,x,fraud', ...rows, 'oops', ''].join('\n')

describe('OwnFileState', () => {
  it('look(file) guesses; a column made the label takes the place of the one before and brings its positive', async () => {
    const { own } = page()
    await own.look(fileOf(text))
    expect(own.plan?.columns.map(({ role }) => role)).toEqual(['time', 'feature', 'feature', 'label'])
    expect(own.plan?.positive).toBe('yes')
    own.setRole(1, 'label')
    expect(own.plan?.columns.map(({ role }) => role)).toEqual(['time', 'label', 'feature', 'feature'])
    expect(own.plan?.positive).toBe('')
    own.setPositive(evil)
    expect(own.plan?.positive).toBe(evil)
    own.setRole(1, 'ignore')
    expect(own.plan?.columns.map(({ role }) => role)).toEqual(['time', 'ignore', 'feature', 'label'])
    own.setRole(3, 'ignore')
    expect(own.ready).toBeNull()
  })

  it('an answer that comes after another file was chosen is dropped', async () => {
    const { own, inspect } = page()
    let answer = (): void => undefined
    inspect.mockImplementationOnce(async (file) => {
      await new Promise<void>((resolve) => (answer = resolve))
      return inspectFile(readable(file))
    })
    const slow = own.look(fileOf(text, 'slow.csv'))
    await own.look(fileOf(text.replaceAll('fraud', 'label'), 'fast.csv'))
    answer()
    await slow
    expect(own.name).toBe('fast.csv')
    expect(own.plan?.columns[3].name).toBe('label')
  })

  it('use(lab) has the lab take the file, parted by time, with what a teacher set', async () => {
    const { lab, own } = page('lab=1&hide=seed')
    await own.look(fileOf(text))
    await own.use(lab)
    expect(lab.document).toMatchObject({ scenario: 'own-data', file: { name: 'cards.csv' }, split: { split: 'time' } })
    expect(lab.isHidden('seed')).toBe(true)
    expect(own.plan).toBeNull()
  })

  it('use(lab) of a file without times parts it at random', async () => {
    const { lab, own } = page()
    await own.look(fileOf(text))
    own.setRole(0, 'ignore')
    await own.use(lab)
    expect(lab.document.split.split).toBe('random')
  })

  it('use(lab) of a file that cannot be read leaves the lab and the plan as they are, with one line', async () => {
    const { lab, own } = page('lab=1&rows=50000')
    const before = lab.document
    await own.look(fileOf(text.replaceAll('yes', 'no')))
    own.setRole(3, 'label')
    await own.use(lab)
    expect(own.problem).toMatch(/^cards\.csv: the label fraud has one value only: no in 200 rows; expected two$/)
    expect(lab.document).toBe(before)
    expect(own.plan).not.toBeNull()
  })

  it('a reading that is cancelled, or whose file has moved, says just that', async () => {
    const { lab, own, describeRows } = page()
    await own.look(fileOf(text))
    describeRows.mockRejectedValueOnce(new WorkerLost(CANCELLED))
    await own.use(lab)
    expect(own.problem).toBe('Reading was cancelled.')
    describeRows.mockRejectedValueOnce(Object.assign(new Error('of the browser'), { name: 'NotReadableError' }))
    await own.use(lab)
    expect(own.problem).toBe('cards.csv: it was moved or changed since it was chosen; choose it again')
  })
})

describe('the file of a lab', () => {
  async function opened() {
    const all = page()
    await all.own.look(fileOf(text))
    await all.own.use(all.lab)
    return all
  }

  it('stays when a link without it is followed, and when another scenario is looked at in between', async () => {
    const { lab } = await opened()
    const own = lab.document
    lab.open({ document: { ...own, file: null, seed: 5 }, notes: [] })
    expect(lab.document.file).toBe(own.file)
    lab.open({ document: page('lab=1').lab.document, notes: [] })
    expect(lab.document.file).toBeNull()
    lab.open({ document: { ...own, file: null }, notes: [] })
    expect(lab.document.file).toBe(own.file)
  })

  it('is in no link and no results; a lab file says how it is read, and holds none of its rows', async () => {
    const { lab } = await opened()
    expect(lab.link).not.toMatch(/place|cards/)
    const [saved, results] = [labFile(lab.document), resultsJson(lab.document, [])].map(
      (blob) =>
        new Promise<string>((resolve) => {
          const reader = new FileReader()
          reader.onload = () => resolve(String(reader.result))
          reader.readAsText(blob)
        })
    )
    expect(await results).not.toMatch(/place|cards/)
    const { file: kept } = parseDocument(JSON.parse(await saved))
    const { name, fingerprint, choices } = lab.document.file!
    expect(kept).toEqual({ name, fingerprint, choices })
    expect(await saved).not.toContain(evil)
  })

  it('comes back from a kept run that is on the same lab in all else', async () => {
    const { lab } = await opened()
    const { document } = lab
    const { file } = document
    const spec = { recipe: recipeOf(document) }
    expect(fileOn({ ...document, file: null }, [{ spec }])).toBe(file)
    expect(fileOn({ ...document, file: null, seed: 2 }, [{ spec }])).toBeNull()
    expect(lacksFile(documentForFile({ ...document, file: null }, file!))).toBe(false)
  })
})

describe('OwnFilePanel', () => {
  it('invites, shows what was guessed as text, and takes corrections', async () => {
    const { lab, parts, own } = page()
    const { container } = render(OwnFilePanel, { lab, ...parts, own })
    expect(screen.getByText(/Drop a CSV or Parquet file anywhere/)).toBeInTheDocument()
    const file = fileOf(text.replace('place', `"${evil}"`))
    await userEvent.upload(screen.getByLabelText('Choose a file'), file)
    const row = await screen.findByRole('row', { name: new RegExp(`^${evil} `.replace('(1)', '\\(1\\)')) })
    expect(within(row).getByText(new RegExp(`${evil.replace('(1)', '\\(1\\)')}0`))).toBeInTheDocument()
    expect(container.querySelectorAll('img')).toHaveLength(0)
    expect(screen.getByText(/^1 of the first 201 rows cannot be read; line 202: 1 cell, expected 4\.$/)).toBeVisible()
    await userEvent.selectOptions(screen.getByLabelText('What fraud is'), 'leave out')
    expect(screen.getByRole('button', { name: 'Use these rows' })).toBeDisabled()
    expect(screen.getByRole('alert')).toHaveTextContent(/^No column is the label yet/)
  })

  it('offers every class as the positive one, the order of dates, and takes texts that mean missing', async () => {
    const { lab, parts, own } = page()
    render(OwnFilePanel, { lab, ...parts, own })
    const lines = Array.from({ length: 60 }, (_, i) => `01/02/2020,${i % 7},c${i % 12}`)
    await userEvent.upload(screen.getByLabelText('Choose a file'), fileOf(['day,x,class', ...lines, ''].join('\n')))
    const positive = await screen.findByLabelText(/^Counts as positive in/)
    // Twelve classes, and none while nobody has chosen.
    expect(within(positive).getAllByRole('option')).toHaveLength(13)
    expect(positive).toHaveValue('')
    await userEvent.selectOptions(screen.getByLabelText('What day is'), 'time')
    const order = screen.getByLabelText('What day counts, or how its dates are written')
    expect(own.plan?.columns[0].timeUnit).toBeUndefined()
    await userEvent.selectOptions(order, 'in month/day/year')
    expect(own.plan?.columns[0]).toMatchObject({ role: 'time', timeUnit: 'month/day/year' })
    const also = screen.getByLabelText('Also missing in x')
    expect(also).toHaveValue('')
    await userEvent.type(also, '0, -1{Tab}')
    expect(own.plan?.columns[1].missing).toEqual(expect.arrayContaining(['NA', '0', '-1']))
    await userEvent.selectOptions(screen.getByLabelText('What x is'), 'leave out')
    expect(screen.queryByLabelText('Also missing in x')).toBeNull()
  })

  it('says that a delimiter cuts nothing, and keeps the one that did', async () => {
    const { lab, parts, own } = page()
    render(OwnFilePanel, { lab, ...parts, own })
    await userEvent.upload(screen.getByLabelText('Choose a file'), fileOf(text))
    await userEvent.selectOptions(await screen.findByLabelText('Delimiter'), 'semicolon')
    expect(await screen.findByRole('alert')).toHaveTextContent(/^cards\.csv: one column only/)
    expect(screen.getByLabelText('Delimiter')).toHaveValue(',')
  })

  it('shows how far the reading is, and cancels it', async () => {
    const { lab, parts, own } = page()
    const cancel = vi.spyOn(parts.tables, 'cancel').mockImplementation(() => undefined)
    render(OwnFilePanel, { lab, ...parts, own })
    let answer = (): void => undefined
    void parts.tables.reading.during(() => new Promise<void>((resolve) => (answer = resolve)))
    parts.tables.reading.hear({ type: 'reading', done: 25, of: 100, rows: 1234 })
    flushSync()
    expect(screen.getByRole('progressbar', { name: 'Share of the file read' })).toHaveValue(0.25)
    expect(screen.getByText(/25\s%, 1,234 rows so far/)).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(cancel).toHaveBeenCalled()
    answer()
    expect(await screen.findByLabelText('Choose a file')).toBeInTheDocument()
  })
})

it('Transport of own data counts the file’s rows, or says that there is none', async () => {
  const { lab, parts, own } = page()
  render(Transport, { lab, ...parts })
  expect(screen.getByText('2 models, no file yet')).toBeInTheDocument()
  await own.look(fileOf(text))
  await own.use(lab)
  flushSync()
  expect(screen.getByText(/2 models on\s+cards\.csv/)).toBeInTheDocument()
  parts.tables.data = { imported: {}, rows: { train: 140, validation: 20, test: 40 } } as never
  flushSync()
  expect(screen.getByText(/2 models on\s+200 rows/)).toBeInTheDocument()
})
