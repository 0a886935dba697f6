import { render } from '@testing-library/svelte'
import { scaleLinear } from 'd3'
import { expect, test } from 'vitest'
import Axis from '../../../src/charts/Axis.svelte'

const CHARACTER = 6
const given = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const format = (value: number): string => `0.000${value} %`

function textsAt(width: number): SVGTextElement[] {
  const { container } = render(Axis, {
    props: { scale: scaleLinear([0, 10], [0, width]), side: 'bottom', across: 100, ticks: given, format },
  })
  return [...container.querySelectorAll('text')]
}

test('Axis prints all the ticks it was given where there is room', () => {
  expect(textsAt(1000).map((text) => text.textContent)).toEqual(given.map(format))
})

test('Axis leaves out the given ticks that would be printed over others', () => {
  const texts = textsAt(220)
  expect(texts.length).toBeGreaterThan(2)
  const spans = texts.map((text) => {
    const width = (text.textContent ?? '').length * CHARACTER
    const at = Number(text.getAttribute('x'))
    return text.getAttribute('text-anchor') === 'end' ? [at - width, at] : [at - width / 2, at + width / 2]
  })
  for (let i = 1; i < spans.length; i++) expect(spans[i][0]).toBeGreaterThan(spans[i - 1][1])
})
