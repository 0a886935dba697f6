import { fireEvent, render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import { importanceRows } from '../../../src/core/trees/importance-rows.ts'
import { importanceTable } from '../../../src/views/trees/importance.ts'
import ImportanceView from '../../../src/views/trees/ImportanceView.svelte'
import { bestRound, pointAtRound, roundPoints, speakRounds } from '../../../src/views/trees/rounds.ts'
import RoundsView from '../../../src/views/trees/RoundsView.svelte'
import { levelChoices, treeNodes } from '../../../src/core/trees/tree-nodes.ts'
import { treeTable } from '../../../src/views/trees/trees.ts'
import TreesView from '../../../src/views/trees/TreesView.svelte'
import { whySteps } from '../../../src/core/questions/why-steps.ts'
import { speakWhy, sumLine, whyTable } from '../../../src/views/trees/why.ts'
import WhyView from '../../../src/views/trees/WhyView.svelte'
import { ensembleOf, historyOf, schema, whyOf } from './trees-sample.ts'

const ensemble = ensembleOf(20)

describe('One tree', () => {
  test('treeNodes(ensemble, tree, schema) asks in words, yes before no', () => {
    const root = treeNodes(ensemble, 0, schema)
    expect(root).toMatchObject({ question: 'amount < 220', missing: 'yes', depth: 0, hidden: 0 })
    const [yes, no] = root.children
    expect(yes.question).toBe('category in {online, shop, fuel, travel, and 1 more}')
    expect(yes.missing).toBe('no')
    expect(no.question).toBe('hours since the last < 1.5')
    expect(no.children.map(({ value }) => value)).toEqual([1.62, 0.2].map(Math.fround))
  })

  test('treeNodes(…, levels) stops there and counts the leaves below', () => {
    const root = treeNodes(ensemble, 0, schema, 1)
    expect(root.children.map(({ children, hidden }) => [children.length, hidden])).toEqual([
      [0, 2],
      [0, 2],
    ])
  })

  test('levelChoices(tree) are its levels of questions; treeTable(root) has every node', () => {
    expect(levelChoices(ensemble.trees[0])).toEqual([1, 2])
    expect(treeTable(treeNodes(ensemble, 0, schema)).rows.map(([id, asks]) => `${id} ${asks}`)).toEqual([
      '0 amount < 220',
      '1 category in {online, shop, fuel, travel, and 1 more}',
      '3 leaf',
      '4 leaf',
      '2 hours since the last < 1.5',
      '5 leaf',
      '6 leaf',
    ])
  })

  test('TreesView picks a tree by slider or number, and no tree beyond the rounds', async () => {
    render(TreesView, { props: { ensemble, rounds: 8, schema } })
    const slider = screen.getByRole('slider', { name: 'Tree' })
    expect(slider.getAttribute('max')).toBe('8')
    await fireEvent.input(slider, { target: { value: '5' } })
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      'Tree 5 of 8: the first split is whether amount < 224; 4 leaves, adding \u22120.08 to +0.32 logits'.replace(
        '0.08',
        '0.082'
      )
    )
    const number = screen.getByRole('spinbutton', { name: 'Number of the tree' })
    await fireEvent.change(number, { target: { value: '99' } })
    expect((number as HTMLInputElement).value).toBe('8')
    expect(screen.getByRole('heading').textContent).toBe('Tree 8 of 8')
  })

  test('TreesView draws a leaf for each answer, and fewer levels where fewer are asked for', async () => {
    const { container } = render(TreesView, { props: { ensemble, schema } })
    expect(container.querySelectorAll('[data-node=leaf]')).toHaveLength(4)
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'levels' }), '1')
    expect(container.querySelectorAll('[data-node=leaf]')).toHaveLength(0)
    expect(screen.getAllByText(/· 2 leaves$/)).toHaveLength(2)
  })

  test('TreesView draws a tree of one leaf', () => {
    const one = ensembleOf(1)
    const [tree] = one.trees
    const leaf = { ...tree, feature: Int32Array.of(-1), value: Float32Array.of(-0.5), cover: Float32Array.of(3) }
    render(TreesView, { props: { ensemble: { ...one, trees: [leaf] } } })
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe('Tree 1 of 1; one leaf, adding \u22120.50 logits')
  })
})

describe('What the trees split on', () => {
  test('importanceRows(ensemble, rounds) share out the gain of those rounds', () => {
    const rows = importanceRows(ensemble, 1, schema)
    expect(rows.map(({ label, gain }) => [label, gain])).toEqual([
      ['amount', 90],
      ['hours since the last', 30],
      ['category', 12],
    ])
    expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(importanceTable(rows).rows[0]).toEqual(['amount', '90', '68\u202f%', '1', '1.2k'])
  })

  test('ImportanceView speaks the first three', () => {
    render(ImportanceView, { props: { ensemble, schema } })
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      'What the trees split on, share of the gain: amount 68\u202f%, hours since the last 23\u202f%, category 9.1\u202f%'
    )
  })
})

describe('Boosting rounds', () => {
  const history = historyOf(Array.from({ length: 20 }, (_, i) => i + 1))

  test('bestRound is the highest auc, and the lowest log loss', () => {
    for (const metric of ['auc', 'logLoss']) expect(bestRound(roundPoints(history, metric, true), metric)?.x).toBe(10)
    expect(bestRound([], 'auc')).toBeNull()
  })

  test('pointAtRound is the newest that so many rounds have come to', () => {
    const points = roundPoints(historyOf([5, 10, 15]), 'auc', true)
    expect([1, 5, 9, 10, 99].map((rounds) => pointAtRound(points, rounds)?.x)).toEqual([5, 5, 5, 10, 15])
    expect(speakRounds(points, 12, 'auc')).toBe('Round 12 of 15: AUC 0.8500 (measured at 10); best 0.8500 at round 10')
  })

  test('RoundsView tells the round that its slider is moved to, and where you stand', async () => {
    const onround = vi.fn()
    const { rerender } = render(RoundsView, { props: { history, onround } })
    const slider = screen.getByRole('slider', { name: 'Boosting rounds' })
    expect((slider as HTMLInputElement).value).toBe('20')
    await fireEvent.input(slider, { target: { value: '7' } })
    expect(onround).toHaveBeenCalledWith(7)
    await rerender({ history, onround, rounds: 7 })
    expect(slider.getAttribute('aria-valuetext')).toBe('Round 7 of 20: AUC 0.8491; best 0.8500 at round 10')
  })

  test('RoundsView tells the round that is pressed in the picture', async () => {
    const onround = vi.fn()
    render(RoundsView, { props: { history, onround } })
    const picture = screen.getByRole('img')
    picture.setPointerCapture = () => {}
    await fireEvent(picture, new MouseEvent('pointerdown', { clientX: 54, clientY: 60, bubbles: true }))
    expect(onround).toHaveBeenCalledWith(1)
    await fireEvent(picture, new MouseEvent('pointermove', { clientX: 640, clientY: 60, bubbles: true }))
    expect(onround).toHaveBeenLastCalledWith(20)
  })
})

describe('Why this score', () => {
  const why = whyOf(ensemble)

  test('whySteps(why) go from base to score, the largest first', () => {
    const steps = whySteps(why, 12)
    expect(steps.map(({ text }) => text)).toEqual(['amount 912.3', 'hours since the last missing', 'category cash'])
    const sizes = steps.map(({ amount }) => Math.abs(amount))
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    expect(steps.map(({ from }) => from)).toEqual([why.base, ...steps.slice(0, -1).map(({ to }) => to)])
    expect(steps.at(-1)?.to).toBeCloseTo(why.logit, 12)
  })

  test('whySteps(why, most) add what is small together, and come to the same score', () => {
    const steps = whySteps(why, 2)
    expect(steps.map(({ text }) => text)).toEqual(['amount 912.3', '2 smaller ones'])
    expect(steps.at(-1)?.to).toBeCloseTo(why.logit, 12)
  })

  test('a cross is said without a value, and what moves nothing not at all', () => {
    const contributions = [
      { feature: 'kind × place', value: '', amount: 0.5 },
      { feature: 'idle', value: '3', amount: 0 },
    ]
    expect(whySteps({ ...why, contributions }, 12).map(({ text }) => text)).toEqual(['kind × place'])
  })

  test('WhyView speaks the reading, and sums up in a line with the corrected probability', () => {
    render(WhyView, { props: { why } })
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(speakWhy(why))
    expect(screen.getByText(/once corrected/).textContent).toBe(sumLine(why))
    expect(screen.getByText('amount 912.3')).toBeTruthy()
  })

  test('sumLine(why) speaks of a correction only where there is one', () => {
    expect(sumLine({ ...why, base: -4, logit: 0, corrected: -7 })).toBe(
      'Base \u22124.00 and all of these make 0 logits: a probability of 50\u202f%, 0.091\u202f% once corrected.'
    )
    expect(sumLine({ ...why, corrected: why.logit })).not.toContain('corrected')
  })

  test('whyTable(why) has every column, and ends at the score', () => {
    const { rows } = whyTable(why)
    expect(rows.map(([column, value]) => `${column} ${value}`.trim())).toEqual([
      'base',
      'amount 912.3',
      'hours since the last missing',
      'category cash',
    ])
    expect(Number(rows.at(-1)?.[3].replace('\u2212', '-'))).toBeCloseTo(why.logit, 1)
  })
})
