import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import type { DataSummary } from '../../../src/core/lab.ts'
import MetricTabs from '../../../src/labs/frame/MetricTabs.svelte'
import { LabState } from '../../../src/state/lab.svelte.ts'

function tabs(metric: 'ndcg' | 'auc', lacks: DataSummary['lacks']) {
  window.history.replaceState(null, '', '#lab=1&scenario=payment-fraud')
  const lab = new LabState(addressOf(window))
  lab.setView({ metric })
  return render(MetricTabs, { props: { lab, data: { lacks } as DataSummary } })
}

it('MetricTabs say of the chosen metric which column the rows lack for it', () => {
  const { unmount } = tabs('ndcg', ['requests', 'relevance'])
  expect(screen.getByText(/is n\/a on these rows: no column says which rows belong to one request\.$/)).toBeVisible()
  unmount()
  tabs('auc', ['requests', 'relevance'])
  expect(screen.queryByText(/n\/a/)).toBeNull()
})

it('MetricTabs say nothing of tables of earlier visits', () => {
  tabs('ndcg', undefined)
  expect(screen.queryByText(/n\/a/)).toBeNull()
})
