import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { createRawSnippet } from 'svelte'
import { expect, test, vi } from 'vitest'
import { svgOf } from '../../../src/charts/export.ts'
import Figure from '../../../src/charts/Figure.svelte'

const children = createRawSnippet(() => ({
  render: () =>
    '<svg data-picture role="img" aria-label="a line"><path class="line" d="M0,0L9,9" stroke="red" /></svg>',
}))

function figure(table = () => ({ columns: ['Rows', 'AUC'], rows: [['10', '0.7000']] })) {
  return render(Figure, { props: { id: 'race', title: 'Race', help: 'What is drawn.', table, children } })
}

test('Figure asks for the numbers only when the table is opened, and shows them', async () => {
  const table = vi.fn(() => ({ columns: ['Rows', 'AUC'], rows: [['10', '0.7000']] }))
  figure(table)
  expect(table).not.toHaveBeenCalled()
  const button = screen.getByRole('button', { name: 'Show as table: Race' })
  expect(button.getAttribute('aria-expanded')).toBe('false')
  await userEvent.click(button)
  const shown = screen.getByRole('region', { name: 'Race as a table' })
  expect(within(shown).getByRole('cell', { name: '0.7000' })).toBeTruthy()
  expect(button.getAttribute('aria-expanded')).toBe('true')
})

test('Figure explains itself at the place', async () => {
  figure()
  await userEvent.click(screen.getByRole('button', { name: 'About Race' }))
  expect(screen.getByText('What is drawn.')).toBeTruthy()
})

test('svgOf(figure) is one standalone titled document without classes', () => {
  const { container } = figure()
  const svg = svgOf(container, 'Race')
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement
  expect(root.tagName).toBe('svg')
  expect(root.getElementsByTagName('text')[0].textContent).toBe('Race')
  expect(root.getElementsByTagName('path')).toHaveLength(1)
  expect(svg).not.toContain('class=')
})

test('Figure saves the picture as an SVG file named after the view', async () => {
  figure()
  const saved: string[] = []
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download)
  })
  URL.createObjectURL = () => 'blob:picture'
  URL.revokeObjectURL = () => undefined
  await userEvent.click(screen.getByRole('button', { name: 'SVG: save Race' }))
  expect(saved).toEqual(['skewlab-race.svg'])
  click.mockRestore()
})
