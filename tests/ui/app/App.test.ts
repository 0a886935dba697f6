import '@testing-library/jest-dom/vitest'
import { cleanup, render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { tick } from 'svelte'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import App from '../../../src/app/App.svelte'
import { fetchAhead } from '../../../src/app/pages.ts'
import { Appearance } from '../../../src/app/appearance.svelte.ts'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'
import { TrafficState } from '../../../src/state/traffic.svelte.ts'
import { SilentObserver } from '../silent-observer.ts'

/** jsdom has no workers: one that never answers stands for rows still being drawn. */
class SilentWorker extends EventTarget {
  postMessage(): void {}
  terminate(): void {}
}

function open(hash: string) {
  window.history.replaceState(null, '', hash || '#')
  const lab = new LabState(addressOf(window))
  const parts = openParts()
  const traffic = new TrafficState(parts, () => lab.document)
  render(App, { lab, parts, traffic, appearance: new Appearance() })
  return { lab, parts, traffic }
}

// The first test also waits for every component to be compiled.
vi.setConfig({ testTimeout: 30_000 })

beforeEach(() => {
  vi.stubGlobal('Worker', SilentWorker)
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('reduce'),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }))
  vi.stubGlobal('ResizeObserver', SilentObserver)
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

// As when the page has been open for a while.
beforeAll(fetchAhead)

describe('App', () => {
  it('opens on Models with one large Train button and no modal', () => {
    open('')
    expect(screen.getByRole('button', { name: 'Models' })).toHaveAttribute('aria-current', 'step')
    expect(screen.getByRole('button', { name: 'Train' })).toBeEnabled()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('opens a scenario that has no rows yet where they are brought', async () => {
    const { lab } = open('')
    await userEvent.click(screen.getByRole('button', { name: /^Scenario: Ad clicks/ }))
    await userEvent.click(screen.getByRole('button', { name: /^Your own data/ }))
    expect(lab.document.view.step).toBe('data')
  })

  it('has the landmarks of a page', () => {
    open('')
    expect(screen.getByRole('main')).toBeInTheDocument()
    expect(screen.getByRole('navigation', { name: 'Steps' })).toBeInTheDocument()
    expect(screen.getByRole('heading', { level: 1, name: 'Models' })).toBeInTheDocument()
  })

  it('the spine shows the steps of the scenario, and nothing that cannot be opened', () => {
    open('')
    const steps = screen.getByRole('navigation', { name: 'Steps' })
    const buttons = within(steps).getAllByRole('button')
    expect(buttons.map((button) => button.textContent)).toEqual([
      'Data',
      'Models',
      'Evaluation',
      'Decisions',
      'Operation',
    ])
    const groups = within(steps)
      .getAllByRole('listitem')
      .map((item) => item.getAttribute('aria-label'))
    expect(groups.filter(Boolean)).toEqual(['Build', 'Judge', 'Run'])
  })

  it.each(['Data', 'Evaluation', 'Decisions', 'Operation'])('opens %s from the spine', async (name) => {
    open('')
    await userEvent.click(screen.getByRole('button', { name }))
    expect(screen.getByRole('heading', { level: 1, name })).toBeInTheDocument()
    expect(window.location.hash).toContain(`step=${name.toLowerCase()}`)
  })

  it('opens each step, and each preset, at its top', async () => {
    open('')
    for (const name of ['Data', 'Evaluation']) {
      document.documentElement.scrollTop = 400
      await userEvent.click(screen.getByRole('button', { name }))
      expect(document.documentElement.scrollTop).toBe(0)
    }
    document.documentElement.scrollTop = 400
    await userEvent.click(screen.getByRole('button', { name: 'Learn' }))
    const learn = await screen.findByRole('dialog', { name: 'Learn' })
    await userEvent.click(within(learn).getByRole('button', { name: /^ROC looks too good/ }))
    expect(document.documentElement.scrollTop).toBe(0)
  })

  it('a preset begins without the traffic of the lab before it', async () => {
    const { lab, traffic } = open('')
    const reset = vi.spyOn(traffic, 'reset')
    await userEvent.click(screen.getByRole('button', { name: 'Operation' }))
    expect(reset).not.toHaveBeenCalled()
    lab.startFrom(lab.scenario.presets[0])
    await tick()
    expect(reset).toHaveBeenCalledOnce()
  })

  it('what a link hides is absent, what it locks is disabled', async () => {
    open('#lab=1&step=data&hide=missingRate,truth,seed,step-operation&lock=baseRate')
    expect(screen.queryByRole('textbox', { name: 'Missing values' })).toBeNull()
    expect(screen.queryByRole('textbox', { name: 'Seed' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Operation' })).toBeNull()
    expect(await screen.findByRole('textbox', { name: 'Base rate' })).toBeDisabled()
    expect(screen.getByRole('textbox', { name: 'Noise' })).toBeEnabled()
    expect(document.querySelector('[data-view="truth"]')).toBeNull()
    expect(document.querySelector('[data-view="position"]')).not.toBeNull()
  })

  it('shows a task as plain text, whatever it holds', () => {
    open('#lab=1&task=%3Cimg+src=x+onerror=alert(1)%3E+Think.')
    expect(screen.getByRole('region', { name: 'Task' })).toHaveTextContent('<img src=x onerror=alert(1)> Think.')
    expect(document.querySelector('img')).toBeNull()
  })

  it('says in a plain sentence what was wrong with a link', () => {
    open('#lab=1&baseRate=5')
    expect(screen.getByText(/Base rate: 500 % is outside 0\.01 to 20 %; using 20 %\./)).toBeInTheDocument()
  })

  it('a preset brings its world, its step, its story and its goal', async () => {
    const { lab } = open('')
    await userEvent.click(screen.getByRole('button', { name: 'Learn' }))
    const learn = await screen.findByRole('dialog', { name: 'Learn' })
    await userEvent.click(within(learn).getByRole('button', { name: /^The accuracy paradox/ }))
    expect(lab.document.world).toMatchObject({ baseRate: 0.003, rows: 1_000_000 })
    expect(screen.getByRole('heading', { level: 1, name: 'Evaluation' })).toBeInTheDocument()
    expect(screen.getByRole('region', { name: 'Goal' })).toHaveTextContent(
      'until at least 30 % of the clicks are found'
    )
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('a teacher hides, locks and sets a task; the page behind follows and the link carries it', async () => {
    const { lab } = open('#lab=1&step=data')
    await userEvent.click(screen.getByRole('button', { name: 'Share' }))
    await userEvent.click(screen.getByRole('button', { name: 'Make a lesson' }))
    const panel = screen.getByRole('dialog', { name: 'Make a lesson' })
    await userEvent.click(within(panel).getByText('World', { selector: 'summary' }))
    const noise = within(panel).getByRole('group', { name: 'Noise' })
    await userEvent.click(within(noise).getByRole('radio', { name: 'hide' }))
    const rate = within(panel).getByRole('group', { name: 'Base rate' })
    await userEvent.click(within(rate).getByRole('radio', { name: 'lock' }))
    await userEvent.type(within(panel).getByRole('textbox', { name: 'Task, as plain text' }), 'Why?')
    expect(screen.queryByRole('textbox', { name: 'Noise' })).toBeNull()
    expect(screen.getByRole('textbox', { name: 'Base rate' })).toBeDisabled()
    expect(screen.getByRole('region', { name: 'Task' })).toHaveTextContent('Why?')
    expect(lab.link).toContain('hide=noise&lock=baseRate&task=Why%3F')
  })

  it('Escape closes a panel and gives the focus back', async () => {
    open('')
    const share = screen.getByRole('button', { name: 'Share' })
    await userEvent.click(share)
    expect(screen.getByRole('heading', { name: 'Share' })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(share).toHaveFocus()
  })

  it('New seed draws another seed and shows it', async () => {
    const { lab } = open('#lab=1&seed=424242')
    await userEvent.click(screen.getByRole('button', { name: 'New seed' }))
    expect(lab.document.seed).not.toBe(424242)
    expect(screen.getByRole('textbox', { name: 'Seed' })).toHaveValue(String(lab.document.seed))
  })

  it('a bad seed is refused in one line', async () => {
    const { lab } = open('')
    const field = screen.getByRole('textbox', { name: 'Seed' })
    await userEvent.clear(field)
    await userEvent.type(field, 'abc')
    await userEvent.tab()
    expect(lab.document.seed).toBe(1)
    expect(screen.getByRole('alert')).toHaveTextContent('Seed: abc is not a whole number from 0 to 4,294,967,295.')
  })

  it('a lost worker or a full disk reaches the person in one line', async () => {
    const { parts } = open('')
    parts.race.problem = 'Storage is full: this run is not kept.'
    await tick()
    expect(screen.getByRole('alert')).toHaveTextContent('Storage is full: this run is not kept.')
  })

  it('presenter size is a property of the page', async () => {
    open('')
    await userEvent.click(screen.getByRole('button', { name: 'More' }))
    await userEvent.click(screen.getByRole('button', { name: /^Presenter size/ }))
    expect(document.documentElement.dataset.presenter).toBe('true')
    expect(screen.getByRole('button', { name: 'Settings' })).toBeInTheDocument()
  })

  it('the theme is that of the system, light or dark', async () => {
    open('')
    await userEvent.click(screen.getByRole('button', { name: 'More' }))
    expect(screen.getByRole('radio', { name: 'as the system' })).toBeChecked()
    await userEvent.click(screen.getByRole('radio', { name: 'dark' }))
    expect(document.documentElement.dataset.theme).toBe('dark')
    await userEvent.click(screen.getByRole('radio', { name: 'as the system' }))
    expect(document.documentElement.dataset.theme).toBe('light')
  })

  it('T trains, but not while a field is typed in', async () => {
    const { parts } = open('')
    const start = vi.spyOn(parts.race, 'start').mockResolvedValue()
    await userEvent.type(screen.getByRole('textbox', { name: 'Seed' }), 't')
    expect(start).not.toHaveBeenCalled()
    screen.getByRole('main').focus()
    await userEvent.keyboard('t')
    expect(start).toHaveBeenCalledOnce()
  })

  it('a group of pictures is closed at first, and the link keeps it open', async () => {
    const { lab } = open('#lab=1&step=data')
    const group = await screen.findByRole('button', { name: /^First rows/ })
    expect(group).toHaveAttribute('aria-expanded', 'false')
    await userEvent.click(group)
    expect(group).toHaveAttribute('aria-expanded', 'true')
    expect(lab.link).toContain('open=first-rows')
  })
})
