import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { groundOf, speakValue, valuationsOf, valueTable } from '../../../src/views/decisions/value.ts'
import ValueView from '../../../src/views/decisions/ValueView.svelte'
import { valueRuns } from './decisions-sample.ts'

const runs = valueRuns(2)

describe('what decisions are worth', () => {
  it('stands between bids alone and the truth, which is called a ceiling of the worth of clicks alone', () => {
    const [earns, worth] = (['value', 'welfare'] as const).map((measure) => valuationsOf(runs, measure, true))
    expect(earns.map(({ isCeiling }) => isCeiling)).toEqual([false, false])
    expect(worth.map(({ isCeiling }) => isCeiling)).toEqual([true, true])
    for (const { value, withTruth, trivial } of worth) {
      expect(value!).toBeLessThan(withTruth!)
      expect(value!).toBeGreaterThan(trivial!)
    }
    expect(speakValue(runs, 'value', true)).toMatch(
      /^What decisions are worth, revenue, test, expected, dollars for 1,000 requests, mean of 100: Logistic regression [\d.]+, [\d.]+ (less|more) than with the truth, predicted over true: shown ads [\d.]+×, all [\d.]+×; .*; bids alone [\d.]+; with the truth as score [\d.]+$/
    )
  })

  it('as labelled names inverse propensity, and shows no truth', () => {
    expect(groundOf(runs, false)).toBe(
      'test, as labelled, by inverse propensity, dollars for 1,000 requests, mean of 100'
    )
    expect(valuationsOf(runs, 'value', false)[0].withTruth).toBeNull()
    expect(valueTable(runs, false).rows[0]).toContain('n/a')
  })

  it('promises too much of shown ads where scores are noisy: the more noise, the more', () => {
    const [noisy, better] = valuationsOf(runs, 'value', true)
    expect(noisy.chosen! / noisy.all!).toBeGreaterThan(better.chosen! / better.all!)
    expect(better.chosen! / better.all!).toBeGreaterThan(1)
  })

  it('the picture speaks its reading, and another measure', async () => {
    render(ValueView, { props: { values: runs } })
    const picture = () => screen.getByRole('img', { name: /^What decisions are worth/ })
    expect(picture()).toHaveAccessibleName(speakValue(runs, 'value', true))
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Measure' }), 'worth of the clicks')
    expect(picture()).toHaveAccessibleName(speakValue(runs, 'welfare', true))
    expect(screen.getByText(/^ceiling [\d.]+$/)).toBeInTheDocument()
  })
})
