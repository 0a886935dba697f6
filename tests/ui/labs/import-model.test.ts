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
import { differencesOf, runRows } from '../../../src/views/race/runs.ts'
import { data } from '../views/sample.ts'
import { finishedRun } from './finished-run.ts'
import { file, first, goldenFile, onFile, second, segment, states } from './importing-race.ts'
import { treesRun } from './trees-run.ts'

afterEach(() => vi.restoreAllMocks())

describe('importModel', () => {
  it('importModel(file) is a finished run of the bound trees, measured up to all of them', async () => {
    const { lab, race, restored, wound } = states()
    const run = await importModel(race, lab, file())
    expect(run).toMatchObject({ label: 'XGBoost: model', status: 'finished', isImported: true, order: 4 })
    const [{ spec, checkpoint }] = restored
    expect(spec).toMatchObject({ model: 'gbdt', settings: {} })
    expect(ensembleOf(checkpoint.state)?.features.map(({ id }) => id)).toEqual([first, second])
    expect(wound).toEqual([1, 2, 3])
    expect(run.evaluations.map(({ epoch }) => epoch)).toEqual([1, 2, 3])
    expect([treesOf(run)?.trees.length, keptRounds(run)]).toEqual([3, 3])
    expect([race.runs, race.current]).toEqual([[run], [run]])
  })

  it('stands beside runs on the same rows, in place of an earlier one of the same name', async () => {
    const { lab, race } = states()
    const same = finishedRun(0, { recipe: recipeOf(lab.document) })
    race.current = [same, finishedRun(1, { recipe: { ...recipeOf(lab.document), seed: 99 } })]
    await importModel(race, lab, file())
    const again = await importModel(race, lab, file())
    const other = await importModel(race, lab, file(undefined, 'other.json'))
    expect(race.current).toEqual([same, again, other])
    expect([again.order, other.order]).toEqual([4, 5])
  })

  it('refuses a third on the same rows, for which no look is left', async () => {
    const { lab, race } = states()
    for (const name of ['a.json', 'b.json']) await importModel(race, lab, file(undefined, name))
    race.current = []
    await expect(importModel(race, lab, file(undefined, 'c.json'))).rejects.toThrow(/^too many imported models: 2 /)
    expect(race.runs).toHaveLength(2)
    race.remove(race.runs[0].spec.id)
    expect(await importModel(race, lab, file(undefined, 'c.json'))).toMatchObject({ order: 4 })
  })

  it('is only kept where the lab has gone on to other rows while it was measured', async () => {
    const { lab, race } = states()
    const measured = importModel(race, lab, file())
    lab.set('lab', 'seed', 77)
    const running = finishedRun(0, { recipe: recipeOf(lab.document) })
    running.status = 'running'
    race.current = [running]
    const run = await measured
    expect([race.current, race.runs]).toEqual([[running], [run]])
  })

  it('drops no run that trains meanwhile', async () => {
    const { lab, race } = states()
    const running = finishedRun(0, { recipe: { ...recipeOf(lab.document), seed: 99 } })
    running.status = 'running'
    const measured = importModel(race, lab, file())
    race.current = [running]
    const run = await measured
    expect(race.current).toEqual([running, run])
  })

  it('names the features that the rows lack, and refuses rows that are not there yet', async () => {
    const { lab, race } = states()
    await expect(importModel(race, lab, file([first, 'b', 'c', 'velocity_24h', 'e']))).rejects.toThrow(
      /^unknown features: velocity_24h; expected columns of this table: /
    )
    const document = { ...lab.document, scenario: 'own-data', file: null }
    await expect(importModel(race, { document }, file())).rejects.toThrow(/^there are no rows yet/)
    expect(race.runs).toEqual([])
  })

  it('is told from trained runs: no line in the race, no settings against the defaults, no engine', async () => {
    const { lab, race } = states()
    const run = await importModel(race, lab, file())
    const basis = { part: 'validation', expected: true } as const
    expect(raceLines([run], [], { metric: 'auc', basis })).toEqual([])
    expect(differencesOf(run, null)).toEqual(differencesOf(treesRun(), null))
    expect(runRows([run], { metrics: ['auc'], basis })[0].name).toBe('XGBoost: model')
  })

  it('xgboostFile(run) reads back as the same trees', async () => {
    const { lab, race } = states()
    const run = await importModel(race, lab, file())
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
    const { lab, race, restored } = onFile([segment, { id: 'amount' }])
    render(ImportModel, { lab, race })
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
    const { lab, race } = states()
    render(ImportModel, { lab, race })
    const text = '<b>no JSON</b>'
    await choose(Object.assign(new File([text], '<i>x</i>.json'), { text: async () => text }))
    await vi.waitFor(() =>
      expect(screen.getByRole('alert').textContent).toBe(
        "<i>x</i>.json: invalid XGBoost model: not JSON; expected what save_model('model.json') writes."
      )
    )
  })

  it('measures a model, and its run is listed', async () => {
    const { lab, race } = states()
    render(ImportModel, { lab, race })
    await choose(file())
    await vi.waitFor(() => expect(race.runs.map(({ label }) => label)).toEqual(['XGBoost: model']))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('shows what came of a dropped model too, and forgets it once it is left', async () => {
    const { lab, race } = onFile([segment, { id: 'amount' }])
    const { unmount } = render(ImportModel, { lab, race })
    await race.importing.choose(lab, goldenFile('texts'))
    expect(await screen.findByRole('alert')).toHaveTextContent(/^model\.json: segment holds texts here/)
    expect(await screen.findByRole('button', { name: 'Score with these numbers' })).toBeDisabled()
    unmount()
    expect([race.importing.problem, race.importing.waiting]).toEqual(['', null])
  })

  it('waits while models train', () => {
    const { lab, race } = states()
    const run = finishedRun(0)
    run.status = 'running'
    race.current = [run]
    render(ImportModel, { lab, race })
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
