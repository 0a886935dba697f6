import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import KnobControl from '../../../src/controls/KnobControl.svelte'
import {
  readSetting,
  type ChoiceKnob,
  type NumberKnob,
  type Setting,
  type SwitchKnob,
} from '../../../src/core/kernel/knobs.ts'

const baseRate: NumberKnob = {
  type: 'number',
  label: 'Base rate',
  help: 'Share of impressions that are clicked.',
  default: 0.03,
  min: 0.0001,
  max: 0.2,
  scale: 'log',
  unit: 'share',
}
const policy: ChoiceKnob = {
  type: 'choice',
  label: 'Policy',
  help: 'Who orders the slate.',
  default: 'random',
  options: [
    { value: 'random', label: 'random' },
    { value: 'popularity', label: 'popularity', help: 'The most shown first.' },
  ],
}
const expected: SwitchKnob = { type: 'switch', label: 'Expected', help: 'Weigh by truth.', default: false }

const epochs: NumberKnob = {
  ...{ type: 'number', label: 'Epochs', help: 'Passes over the training rows.', default: 'auto', min: 1, max: 200 },
  ...{ integer: true, auto: 'As many as the rows ask for.' },
}

function show(knob: NumberKnob | ChoiceKnob | SwitchKnob, value: Setting, locked = false, automatic?: Setting) {
  const changes: unknown[] = []
  const onchange = (next: unknown): void => {
    readSetting({ it: knob }, 'it', next)
    changes.push(next)
  }
  render(KnobControl, { id: 'it', knob, value, automatic, locked, onchange })
  return changes
}

describe('KnobControl', () => {
  it('shows a share in per cent, and hands it on as a share', async () => {
    const changes = show(baseRate, 0.03)
    const field = screen.getByRole('textbox', { name: 'Base rate' })
    expect(field).toHaveValue('3')
    await userEvent.clear(field)
    await userEvent.type(field, '0.5')
    await userEvent.tab()
    expect(changes).toEqual([0.005])
  })

  it.each(['99', '-1', 'a lot', ''])('refuses %j in one plain line and keeps the old value', async (typed) => {
    const changes = show(baseRate, 0.03)
    const field = screen.getByRole('textbox', { name: 'Base rate' })
    await userEvent.clear(field)
    if (typed) await userEvent.type(field, typed)
    await userEvent.tab()
    expect(changes).toEqual([])
    expect(field).toHaveValue('3')
    expect(screen.getByRole('alert')).toHaveTextContent(/^Base rate: .+ is not 0\.01 to 20 %\. Kept 3 %\.$/)
  })

  it('takes the decimal comma of half the world', async () => {
    const changes = show(baseRate, 0.03)
    const field = screen.getByRole('textbox', { name: 'Base rate' })
    await userEvent.clear(field)
    await userEvent.type(field, '0.5')
    await userEvent.tab()
    expect(changes).toEqual([0.005])
  })

  it('the slider of a log scale speaks the value, not its place', () => {
    show(baseRate, 0.001)
    expect(screen.getByRole('slider', { name: 'Base rate, slider' })).toHaveAttribute('aria-valuetext', '0.1 %')
  })

  it('explains itself when asked by keyboard, and says so to a screen reader', async () => {
    show(baseRate, 0.03)
    const ask = screen.getByRole('button', { name: 'What is Base rate?' })
    expect(screen.getByText(baseRate.help)).not.toBeVisible()
    ask.focus()
    await userEvent.keyboard('{Enter}')
    expect(ask).toHaveAttribute('aria-expanded', 'true')
    expect(screen.getByText(baseRate.help)).toBeVisible()
    expect(screen.getByRole('textbox')).toHaveAccessibleDescription(baseRate.help)
  })

  it('offers the way back only where something changed', async () => {
    const changes = show(baseRate, 0.001)
    await userEvent.click(screen.getByRole('button', { name: 'Reset Base rate to 3 %' }))
    expect(changes).toEqual([0.03])
  })

  it('has nothing to reset at its default', () => {
    show(baseRate, 0.03)
    expect(screen.queryByRole('button', { name: /^Reset/ })).toBeNull()
  })

  it('when locked is disabled, says so, and offers no way back', () => {
    show(baseRate, 0.001, true)
    expect(screen.getByRole('textbox')).toBeDisabled()
    expect(screen.getByRole('slider')).toBeDisabled()
    expect(screen.getByText('locked')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: /^Reset/ })).toBeNull()
  })

  it('a choice is a select of its options', async () => {
    const changes = show(policy, 'random')
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Policy' }), 'popularity')
    expect(changes).toEqual(['popularity'])
  })

  it('a switch is a switch', async () => {
    const changes = show(expected, false)
    await userEvent.click(screen.getByRole('switch', { name: 'Expected' }))
    expect(changes).toEqual([true])
  })

  it('shows auto with what it comes to and what that follows from', async () => {
    show(epochs, 'auto', false, 16)
    expect(screen.getByRole('textbox', { name: 'Epochs' })).toHaveValue('auto')
    expect(screen.getByText('auto: 16 here')).toBeVisible()
    expect(screen.getByRole('slider')).toHaveValue('16')
    await userEvent.click(screen.getByRole('button', { name: 'What is Epochs?' }))
    expect(screen.getByRole('textbox')).toHaveAccessibleDescription(
      'Passes over the training rows. Auto: As many as the rows ask for.'
    )
  })

  it('takes a number instead of auto, and leads back to it by a press or by its name', async () => {
    const changes = show(epochs, 'auto', false, 16)
    const field = screen.getByRole('textbox', { name: 'Epochs' })
    for (const typed of ['4', 'Auto']) {
      await userEvent.clear(field)
      await userEvent.type(field, typed)
      await userEvent.tab()
    }
    expect(changes).toEqual([4, 'auto'])
  })

  it('a number set instead of auto can be reset to it', async () => {
    const changes = show(epochs, 4, false, 16)
    expect(screen.queryByText(/^auto:/)).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Reset Epochs to auto' }))
    expect(changes).toEqual(['auto'])
  })
})
