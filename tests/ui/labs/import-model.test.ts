import '@testing-library/jest-dom/vitest'
import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ensembleOf } from '../../../src/core/trees/ensemble.ts'
import { parseXgboost } from '../../../src/core/trees/xgboost-json.ts'
import ImportModel from '../../../src/labs/models/ImportModel.svelte'
import { recipeOf } from '../../../src/scenarios/recipe.ts'
import { importModel } from '../../../src/state/imported-model.ts'
import { schemaOf } from '../../../src/state/schema.ts'
import { keptRounds, treesOf } from '../../../src/state/trees.ts'
import { xgboostFile } from '../../../src/state/xgboost-file.ts'
import { raceLines } from '../../../src/views/race/race.ts'
import { differencesOf } from '../../../src/core/report/differences.ts'
import { runRows } from '../../../src/core/report/run-rows.ts'
import { data } from '../views/sample.ts'
import { finishedRun } from './finished-run.ts'
import { file, first, goldenFile, onFile, second, segment, states } from './importing-race.ts'
import { treesRun } from './trees-run.ts'

afterEach(() => vi.restoreAllMocks())

describe('importModel', () => {
  it('importModel(file) is a finished run of the bound trees, measured up to all of them', async () => {
    const { lab, parts, restored, wound } = states()
    const run = await importModel(parts, lab, file())
    expect(run).toMatchObject({ label: 'XGBoost: model', status: 'finished', isImported: true, laneIndex: 4 })
    const [{ spec, checkpoint }] = restored
    expect(spec).toEqual({ id: run.spec.id, recipe: recipeOf(lab.document) })
    expect(run.origin).toEqual({ kind: 'imported', format: 'xgboost', file: 'model.json' })
    expect(ensembleOf(checkpoint.state)?.features.map(({ id }) => id)).toEqual([first, second])
    expect(wound).toEqual([1, 2, 3])
    expect(run.evaluations.map(({ epoch }) => epoch)).toEqual([1, 2, 3])
    expect([treesOf(run)?.trees.length, keptRounds(run)]).toEqual([3, 3])
    expect([parts.archive.runs, parts.race.current]).toEqual([[run], [run]])
  })

  it('stands beside runs on the same rows, in place of an earlier one of the same name', async () => {
    const { lab, parts } = states()
    const same = finishedRun(0, { recipe: recipeOf(lab.document) })
    parts.race.current = [same, finishedRun(1, { recipe: { ...recipeOf(lab.document), seed: 99 } })]
    await importModel(parts, lab, file())
    const again = await importModel(parts, lab, file())
    const other = await importModel(parts, lab, file(undefined, 'other.json'))
    expect(parts.race.current).toEqual([same, again, other])
    expect([again.laneIndex, other.laneIndex]).toEqual([4, 5])
  })

  it('refuses a third on the same rows, for which no look is left', async () => {
    const { lab, parts } = states()
    for (const name of ['a.json', 'b.json']) await importModel(parts, lab, file(undefined, name))
    parts.race.current = []
    await expect(importModel(parts, lab, file(undefined, 'c.json'))).rejects.toThrow(/^too many imported models: 2 /)
    expect(parts.archive.runs).toHaveLength(2)
    parts.archive.remove(parts.archive.runs[0].spec.id)
    expect(await importModel(parts, lab, file(undefined, 'c.json'))).toMatchObject({ laneIndex: 4 })
  })

  it('is only kept where the lab has gone on to other rows while it was measured', async () => {
    const { lab, parts } = states()
    const measured = importModel(parts, lab, file())
    lab.set('lab', 'seed', 77)
    const running = finishedRun(0, { recipe: recipeOf(lab.document) })
    running.status = 'running'
    parts.race.current = [running]
    const run = await measured
    expect([parts.race.current, parts.archive.runs]).toEqual([[running], [run]])
  })

  it('drops no run that trains meanwhile', async () => {
    const { lab, parts } = states()
    const running = finishedRun(0, { recipe: { ...recipeOf(lab.document), seed: 99 } })
    running.status = 'running'
    const measured = importModel(parts, lab, file())
    parts.race.current = [running]
    const run = await measured
    expect(parts.race.current).toEqual([running, run])
  })

  it('names the features that the rows lack, and refuses rows that are not there yet', async () => {
    const { lab, parts } = states()
    await expect(importModel(parts, lab, file([first, 'b', 'c', 'velocity_24h', 'e']))).rejects.toThrow(
      /^unknown features: velocity_24h; expected columns of this table: /
    )
    const document = { ...lab.document, scenario: 'own-data', file: null }
    await expect(importModel(parts, { document }, file())).rejects.toThrow(/^there are no rows yet/)
    expect(parts.archive.runs).toEqual([])
  })

  it('is told from trained runs: no line in the race, no settings against the defaults, no engine', async () => {
    const { lab, parts } = states()
    const run = await importModel(parts, lab, file())
    const basis = { part: 'validation', expected: true } as const
    expect(raceLines([run], [], { metric: 'auc', basis })).toEqual([])
    expect(differencesOf(run, null)).toEqual(differencesOf(treesRun(), null))
    expect(runRows([run], { metrics: ['auc'], basis })[0].name).toBe('XGBoost: model')
  })

  it('xgboostFile(run) reads back as the same trees', async () => {
    const { lab, parts } = states()
    const run = await importModel(parts, lab, file())
    const saved = xgboostFile(run)
    const text = await new Promise<string>((resolve) => {
      const reader = new FileReader()
      reader.onload = () => resolve(reader.result as string)
      reader.readAsText(saved)
    })
    const back = parseXgboost(text)
    expect(back.features.map(({ id }) => id)).toEqual([`n_${first}`, `n_${second}`])
    expect(back.trees.map(({ threshold }) => threshold)).toEqual(treesOf(run)?.trees.map(({ threshold }) => threshold))
  })
})

describe('ImportModel', () => {
  it('asks for the numbers of texts, refuses what is none, and scores with those given', async () => {
    const { lab, parts, restored } = onFile([segment, { id: 'amount' }])
    render(ImportModel, { lab, ...parts })
    await choose(goldenFile('texts'))
    const field = await screen.findByLabelText('The number that each text of segment was to the model, one a line')
    expect(screen.getByRole('alert').textContent).toMatch(
      /^model\.json: segment holds texts here \(red, green, blue\), /
    )
    expect(field).toHaveValue('red = \ngreen = \nblue = ')
    expect(screen.getByRole('button', { name: 'Score with these numbers' })).toBeDisabled()
    await fireEvent.input(field, { target: { value: 'red = 2\ngreen = x' } })
    expect(screen.getByText('green: x is not a number.')).toBeVisible()
    await fireEvent.click(screen.getByRole('button', { name: 'Number them from 0 in alphabetical order' }))
    expect(field).toHaveValue('blue = 0\ngreen = 1\nred = 2')
    await fireEvent.click(screen.getByRole('button', { name: 'Score with these numbers' }))
    expect(
      await screen.findByText('model.json: 6 trees; segment: blue is 0, green is 1, red is 2, as given.')
    ).toBeVisible()
    expect(restored).toHaveLength(1)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  const choose = (chosen: File) =>
    fireEvent.change(screen.getByLabelText(/^Import an XGBoost model/), { target: { files: [chosen] } })

  it('says in one line what is wrong with a file, as text', async () => {
    const { lab, parts } = states()
    render(ImportModel, { lab, ...parts })
    const text = '<b>no JSON</b>'
    await choose(Object.assign(new File([text], '<i>x</i>.json'), { text: async () => text }))
    await vi.waitFor(() =>
      expect(screen.getByRole('alert').textContent).toBe(
        "<i>x</i>.json: invalid XGBoost model: not JSON; expected what save_model('model.json') writes."
      )
    )
  })

  it('measures a model, and its run is listed', async () => {
    const { lab, parts } = states()
    render(ImportModel, { lab, ...parts })
    await choose(file())
    await vi.waitFor(() => expect(parts.archive.runs.map(({ label }) => label)).toEqual(['XGBoost: model']))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('shows what came of a dropped model too, and forgets it once it is left', async () => {
    const { lab, parts } = onFile([segment, { id: 'amount' }])
    const { unmount } = render(ImportModel, { lab, ...parts })
    await parts.importing.choose(lab, goldenFile('texts'))
    expect(await screen.findByRole('alert')).toHaveTextContent(/^model\.json: segment holds texts here/)
    expect(await screen.findByRole('button', { name: 'Score with these numbers' })).toBeDisabled()
    unmount()
    expect([parts.importing.problem, parts.importing.waiting]).toEqual(['', null])
  })

  it('waits while models train', () => {
    const { lab, parts } = states()
    const run = finishedRun(0)
    run.status = 'running'
    parts.race.current = [run]
    render(ImportModel, { lab, ...parts })
    expect(screen.getByLabelText(/^Import an XGBoost model/)).toBeDisabled()
  })
})

it('schemaOf(data) has the columns of the table, with the names of values where there are any', () => {
  const named = { ...data.columns[0], kind: 'categorical', cardinality: 2, values: ['online', 'shop'] } as const
  const { numeric, categorical } = schemaOf({ ...data, columns: [named, ...data.columns.slice(1)] })
  expect([...categorical, ...numeric].map(({ id }) => id).sort()).toEqual(data.columns.map(({ id }) => id).sort())
  expect(categorical[0]).toMatchObject({ cardinality: 2, values: ['online', 'shop'] })
  expect(schemaOf(data).categorical[0]).not.toHaveProperty('values')
})
