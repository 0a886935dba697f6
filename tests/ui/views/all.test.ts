import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { datasetOf } from '../../../datasets/index.ts'
import { views } from '../../../src/views/index.ts'
import type { ViewModule } from '../../../src/views/view.ts'
import { decidedBy } from './decisions-sample.ts'
import { kinds, readings } from './readings.ts'
import { auditOf } from './audit-sample.ts'
import { data, traffic, trained } from './sample.ts'
import { ensembleOf, historyOf, schema, whyOf } from './trees-sample.ts'

const modules = await Promise.all(Object.values<() => Promise<ViewModule>>(views).map((load) => load()))

const metrics = ['auc', 'logLoss']
/** The one of which others have published results. */
const dataset = datasetOf('fraud-handbook')
const chosen = 'fused'
const grownBy = (rounds: number) => {
  const ensemble = ensembleOf(rounds)
  const history = historyOf(Array.from({ length: rounds }, (_, i) => i + 1))
  return { ensemble, why: whyOf(ensemble), history, schema }
}
const fills = {
  nothing: {
    runs: [],
    data: null,
    audit: null,
    windows: [],
    events: [],
    operations: [],
    metrics,
    dataset,
    readings: [],
    kinds,
    history: [],
    ...decidedBy(0),
  },
  'one point': {
    runs: [trained({ evaluations: 1 })],
    data,
    audit: auditOf(1),
    ...traffic(1),
    ...grownBy(1),
    ...decidedBy(1, 1),
    metrics,
    dataset,
    readings: readings.slice(0, 1),
    kinds,
    chosen,
  },
  'two runs': {
    runs: [trained({ evaluations: 4 }), trained({ laneIndex: 1, label: 'DCN-V2', skill: 0.8, evaluations: 4 })],
    data,
    audit: auditOf(40),
    ...traffic(6),
    ...grownBy(12),
    ...decidedBy(2),
    ...{ metrics, dataset, readings, kinds, chosen },
  },
}

/** Views that are tables themselves. */
const ownTables: ReadonlySet<string> = new Set(['runs', 'sample', 'examples', 'versions'])

const errors: unknown[] = []
window.addEventListener('error', (event) => errors.push(event.error))
afterEach(() => expect(errors).toEqual([]))

test('each stands under its own id', () => {
  expect(modules.map(({ view }) => view.id)).toEqual(Object.keys(views))
})

describe.each(modules.map(({ view, default: drawn }) => ({ ...view, drawn })))('$id', ({ id, label, help, drawn }) => {
  for (const [name, props] of Object.entries(fills)) {
    test(`renders with ${name}, marked by its id and explained, without a NaN`, () => {
      const { container } = render(drawn, { props })
      const section = container.firstElementChild
      expect(section?.getAttribute('data-view')).toBe(id)
      expect(section?.textContent).toContain(help)
      expect(container.innerHTML).not.toMatch(/NaN|undefined|Infinity|\[object/)
    })
  }

  test('says in a sentence what is missing, where there is nothing', () => {
    const { container } = render(drawn, { props: fills.nothing })
    const said = container.querySelector('.empty')?.textContent ?? container.querySelector('.picture p')?.textContent
    expect(said).toMatch(/^[A-Z].+\.$/)
    expect(label.length).toBeGreaterThan(2)
  })

  test('has its numbers as a table', async () => {
    const { container } = render(drawn, { props: fills['two runs'] })
    if (!ownTables.has(id)) await userEvent.click(screen.getByRole('button', { name: /^Show as table/ }))
    const table = container.querySelector(ownTables.has(id) ? 'table' : '.numbers table')
    expect(table?.querySelectorAll('tbody tr').length).toBeGreaterThan(0)
  })
})
