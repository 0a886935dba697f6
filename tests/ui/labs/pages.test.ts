import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { createRawSnippet, tick } from 'svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import { formatMetric } from '../../../src/core/kernel/numbers.ts'
import DataPage from '../../../src/labs/data/DataPage.svelte'
import EvaluationKnobs from '../../../src/labs/evaluation/EvaluationKnobs.svelte'
import OperationPage from '../../../src/labs/operation/OperationPage.svelte'
import Page from '../../../src/labs/frame/Page.svelte'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { OwnFileState } from '../../../src/state/own-file.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'
import { TrafficState } from '../../../src/state/traffic.svelte.ts'
import { SilentObserver } from '../silent-observer.ts'
import { finishedRun } from './finished-run.ts'

function states(hash: string) {
  window.history.replaceState(null, '', `#${hash}`)
  const lab = new LabState(addressOf(window))
  const parts = openParts()
  return { lab, parts, traffic: new TrafficState(parts, () => lab.document) }
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', SilentObserver)
})

describe('OperationPage', () => {
  it('lets no traffic flow through models of another world', () => {
    const { lab, parts, traffic } = states('lab=1&scenario=payment-fraud&step=operation')
    parts.race.current = [finishedRun(0)]
    render(OperationPage, { lab, ...parts, traffic })
    expect(screen.queryByRole('button', { name: 'Start traffic' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Train' })).toBeEnabled()
    expect(screen.getByRole('button', { name: 'One window' })).toBeDisabled()
  })

  it('does through those of its own', () => {
    const { lab, parts, traffic } = states('lab=1&scenario=ad-ctr&step=operation')
    parts.race.current = [finishedRun(0)]
    render(OperationPage, { lab, ...parts, traffic })
    expect(screen.getByRole('button', { name: 'Start traffic' })).toBeEnabled()
  })
})

describe('DataPage', () => {
  const summary = { ...finishedRun(0).data, rows: { train: 700, validation: 100, test: 200 }, drawn: 1500 }

  it('says of which table its rows are, where some are in no part', () => {
    const { lab, parts } = states('lab=1&scenario=payment-fraud&step=data')
    parts.tables.data = { ...summary, dataset: 'payment-fraud' }
    render(DataPage, { lab, ...parts, own: new OwnFileState(parts.tables) })
    expect(screen.getByText('1,000', { selector: 'dd' }).nextElementSibling).toHaveTextContent(
      /^of 1,500; the rest have no settled label or lie outside the split; /
    )
  })

  it('has tiles of the same rows and labels, those that the page is about', async () => {
    const { lab, parts } = states('lab=1&step=data')
    parts.tables.data = { ...summary, baseRate: { train: 0.01, validation: 0.02, test: 0.03 } }
    render(DataPage, { lab, ...parts, own: new OwnFileState(parts.tables) })
    const tile = (name: RegExp) => screen.getByText(name, { selector: 'dt' }).parentElement
    for (const [part, rate, right] of [
      ['validation', '2.0', '98.0'],
      ['test', '3.0', '97.0'],
    ] as const) {
      lab.setView({ part })
      await tick()
      const reference = part === 'test' ? summary.test : summary.wholeValidation
      expect(tile(new RegExp(`^Clicks in ${part}`))).toHaveTextContent(rate)
      expect(tile(/is right$/)).toHaveTextContent(right)
      expect(tile(/^AUC of what the world knows/)).toHaveTextContent(formatMetric(reference?.ceiling?.expected.auc))
      expect(tile(/^Log loss of what the world knows/)).toHaveTextContent(
        formatMetric(reference?.trivial.expected.logLoss)
      )
    }
  })

  it('keeps no place for the truth where nobody knows it', () => {
    const { lab, parts } = states('lab=1&scenario=fraud-handbook&step=data')
    parts.tables.data = { ...summary, dataset: 'fraud-handbook', truth: null }
    render(DataPage, { lab, ...parts, own: new OwnFileState(parts.tables) })
    expect(screen.queryByRole('region', { name: 'The true probabilities' })).toBeNull()
    expect(screen.queryByText(/what the world knows$/)).toBeNull()
    expect(screen.getByText('Log loss of the base rate alone')).toBeInTheDocument()
  })

  it('shows nothing of the world that was left', () => {
    const { lab, parts } = states('lab=1&scenario=payment-fraud&step=data')
    parts.tables.data = { ...summary, dataset: 'ad-ctr' }
    render(DataPage, { lab, ...parts, own: new OwnFileState(parts.tables) })
    expect(screen.queryByText('1,000', { selector: 'dd' })).toBeNull()
  })
})

describe('EvaluationKnobs', () => {
  it.each([
    ['payment-fraud', 0],
    ['ad-ctr', 1],
    ['payment-fraud&metric=ndcg', 1],
  ])('on %s has cut-off and gain only for metrics that use them', (scenario, count) => {
    const { lab } = states(`lab=1&scenario=${scenario}&step=evaluation`)
    render(EvaluationKnobs, { lab, runs: [] })
    expect(screen.queryAllByText('Cut-off k')).toHaveLength(count)
    expect(screen.queryAllByText('Gain')).toHaveLength(count)
  })
})

describe('Page', () => {
  const snippet = createRawSnippet(() => ({ render: () => '<p>words</p>' }))

  it('closes its settings on Escape, and gives the focus back', async () => {
    render(Page, { title: 'Models', knobs: snippet, children: snippet, transport: snippet })
    const open = screen.getByRole('button', { name: 'Settings', hidden: true })
    await userEvent.click(open)
    expect(open).toHaveAttribute('aria-expanded', 'true')
    expect(screen.getByText('Models settings', { selector: 'h2' })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    expect(open).toHaveAttribute('aria-expanded', 'false')
    expect(open).toHaveFocus()
  })
})
