import '@testing-library/jest-dom/vitest'
import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { groundOf, speakValue, valueTable } from '../../../src/views/decisions/value.ts'
import { placeLabels } from '../../../src/views/decisions/value-labels.ts'
import { valuationsOf } from '../../../src/views/decisions/valuations.ts'
import { valueDifferences } from '../../../src/views/decisions/value-readings.ts'
import ValueView from '../../../src/views/decisions/ValueView.svelte'
import { redrawnValueRuns, valueRuns } from './decisions-sample.ts'

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
      /^What decisions are worth, revenue, test, against true probabilities, dollars for 1,000 requests, mean of 100: Logistic regression [\d.]+, [\d.]+ (less|more) than with the truth, predicted over true: shown ads [\d.]+×, all [\d.]+×; .*; bids alone [\d.]+; with the truth as score [\d.]+$/
    )
  })

  it('against labels names inverse propensity, and shows no truth', () => {
    expect(groundOf(runs, false)).toBe(
      'test, against labels, by inverse propensity, dollars for 1,000 requests, mean of 100'
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

describe('how sure values are', () => {
  const sure = redrawnValueRuns(2)

  it('stands behind each number in words, in the table and in the picture, and so does the difference on the same requests', () => {
    const number = String.raw`−?[\d.,]+`
    const between = String.raw`\(${number}×? to ${number}×?\)`
    expect(speakValue(sure, 'value', true)).toMatch(
      new RegExp(`Logistic regression ${number} ${between}, ${number} (less|more) than with the truth ${between}, `)
    )
    expect(speakValue(sure, 'value', true)).toContain('Boosted trees against Logistic regression: ')
    const [{ value, sure: of }] = valuationsOf(sure, 'value', true)
    expect(of!.value!.low!).toBeLessThan(value!)
    expect(of!.value!.high!).toBeGreaterThan(value!)
    expect(of!.value!.estimate).toBeCloseTo(value!, 9)
    const { columns, rows } = valueTable(sure, true)
    expect(rows[0]).toHaveLength(columns.length)
    expect(rows[0][columns.indexOf('Revenue, 95 %')]).toMatch(new RegExp(`^${number} to ${number}$`))
    expect(valueTable(runs, true).rows[0][columns.indexOf('Revenue, 95 %')]).toBe('n/a')
  })

  it('says of two that differ by noise alone that these rows cannot tell them apart', () => {
    const [first] = sure
    const [same] = valueDifferences([first, { ...first, label: 'Again' }], 'value')
    expect(same).toBe('Revenue, Again against Logistic regression: 0 (0 to 0); these rows cannot tell them apart')
    expect(valueDifferences(sure, 'welfare')[0]).toMatch(/^Worth of the clicks, Boosted trees against/)
  })

  it('is drawn on the bar of each run, and named below them', () => {
    const { container } = render(ValueView, { props: { values: sure } })
    expect(container.querySelectorAll('[data-between]')).toHaveLength(2)
    expect(
      screen.getByText(/^In brackets: 95 % intervals, from 60 redraws of [\d,]+ whole requests\.$/)
    ).toBeInTheDocument()
  })
})

it('placeLabels(labels, width) keeps labels within the picture, beside their lines and off one another, at any width', () => {
  for (const width of [240, 362, 900])
    for (let first = 0; first <= width; first += 7)
      for (let second = 0; second <= width; second += 11) {
        const placed = placeLabels(
          [
            { text: 'bids alone 1,234', at: first },
            { text: 'with the truth 2,345', at: second },
          ],
          width
        )
        const boxes = placed.map(({ text, at, anchor, row }) => {
          const length = 6 * text.length
          return anchor === 'end' ? { from: at - length, to: at, row } : { from: at, to: at + length, row }
        })
        for (const { from, to, row } of boxes) {
          expect(from).toBeGreaterThanOrEqual(-14)
          expect(to).toBeLessThanOrEqual(width + 14)
          expect(row).toBeLessThan(2)
        }
        const [a, b] = boxes
        if (a.row === b.row) expect(Math.max(a.from, b.from)).toBeGreaterThan(Math.min(a.to, b.to))
      }
})
