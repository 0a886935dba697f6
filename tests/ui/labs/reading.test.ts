import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { describe, expect, it } from 'vitest'
import Reading from '../../../src/labs/frame/Reading.svelte'

describe('Reading', () => {
  it('says which change moved its number, and only then', async () => {
    const knob = { type: 'number', label: 'Base rate', help: '', default: 0.03, min: 0, max: 1, unit: 'share' } as const
    const view = render(Reading, { label: 'Best AUC', value: '0.8312', note: 'of the truth', edit: null })
    expect(screen.getByText('of the truth')).toBeInTheDocument()
    await view.rerender({ edit: { knob, from: 0.03, to: 0.001 } })
    expect(screen.getByText('of the truth')).toBeInTheDocument()
    await view.rerender({ value: '0.8401' })
    await tick()
    expect(screen.getByText('since base rate 3 % → 0.1 %')).toBeInTheDocument()
  })
})
