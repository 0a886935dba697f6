import { readFileSync } from 'node:fs'
import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { describe, expect, test } from 'vitest'
import { probe } from '../../../src/core/engines/picker.ts'
import type { EngineReading } from '../../../src/core/lab.ts'
import { flopsPerRow } from '../../../src/core/networks/flops.ts'
import { engineGroups, engineRows, rateDomain } from '../../../src/views/race/engines.ts'
import EnginesView from '../../../src/views/race/EnginesView.svelte'
import { probeWork, roofsOf, workOf } from '../../../src/core/engines/roof.ts'
import { roofRows, roofTexts } from '../../../src/views/race/roofline.ts'
import { kinds, readings, refused } from './readings.ts'
import { trained } from './sample.ts'

const [fused] = readings
const roofs = roofsOf('fused', readings)
const props = { readings, kinds, chosen: 'fused' }

/** A finished run of this engine and so many operations a row. */
function ranOn(
  engine: EngineReading['id'],
  flopsEach: number | undefined,
  seed = 1,
  repeatGroup: string | null = null
) {
  const run = trained({ evaluations: 1, seed, repeatGroup })
  if (run.report) run.report = { ...run.report, engine, flopsPerRow: flopsEach }
  return run
}

describe('engineRows', () => {
  test('engineRows(readings) puts the fastest in training first and those without a rate last', () => {
    const rows = engineRows([fused, refused('tfjs-webgl', 'no WebGL 2'), readings[3]], 'fused', kinds)
    expect(rows.map(({ id, missing }) => [id, missing]).slice(0, 3)).toEqual([
      ['fused', ''],
      ['tfjs-wasm', ''],
      ['fused-relaxed', 'not measured yet'],
    ])
    expect(rows.find(({ id }) => id === 'tfjs-webgl')?.missing).toBe('cannot run here: no WebGL 2')
  })

  test('engineGroups(rows) parts the measured by whether they give the same bytes', () => {
    const groups = engineGroups(engineRows(readings, 'fused', kinds))
    expect(groups.map(({ rows }) => rows.map(({ id }) => id))).toEqual([
      ['fused', 'tfjs-wasm'],
      ['fused-relaxed', 'fused-webgpu', 'tfjs-cpu', 'tfjs-webgl', 'tfjs-webgpu'],
    ])
  })

  test('rateDomain(rows) holds all rates in whole decades, at least two', () => {
    expect(rateDomain(engineRows(readings, 'fused', kinds))).toEqual([100, 1_000_000])
    expect(rateDomain(engineRows([fused], 'fused', kinds))).toEqual([10_000, 1_000_000])
    expect(rateDomain([])).toEqual([10, 1_000_000])
  })
})

describe('roofline', () => {
  test('roofsOf(engine) is its own roof; none of TensorFlow.js, and none for scoring on a GPU', () => {
    expect(roofs).toEqual({ train: { engine: 'fused', flops: 60e9, threads: 2 }, score: roofs.train })
    expect(roofsOf('fused-relaxed', readings).train?.flops).toBe(88e9)
    expect(roofsOf('fused-webgpu', readings)).toEqual({ train: roofs.train, score: null })
    expect(roofsOf('tfjs-wasm', readings)).toEqual({ train: null, score: null })
  })

  test('probeWork(reading) is rate × operations / roof, thrice the operations in training', () => {
    const { train, score } = probeWork(fused, roofs)
    expect(train.share).toBeCloseTo((150_000 * 3 * flopsPerRow(probe)) / 60e9, 12)
    expect(score.share).toBeCloseTo((900_000 * flopsPerRow(probe)) / 60e9, 12)
  })

  test('workOf(rate, unknown operations) is unknown', () => {
    expect(workOf(100, null, roofs.train)).toEqual({ rowsPerSecond: 100, flops: null, share: null })
  })

  test('roofRows(runs) has each run’s own rates: 90,000 × 3 × 40,000 of 60 GFLOP/s is 18 %', () => {
    const rows = roofRows('fused', [ranOn('fused', 40_000)], readings)
    const [first, run] = rows
    expect([first.name, run.name]).toEqual(['Probe', 'Logistic regression'])
    expect(run.train.share).toBeCloseTo(0.18, 12)
    expect(run.score.share).toBeCloseTo((410_000 * 40_000) / 60e9, 12)
    expect(roofTexts(rows)).toEqual(['roof 60\u202fGFLOP/s on 2 threads'])
  })

  test('roofRows(runs) puts each under the roof of its engine, names them, and takes a repeatGroup as one', () => {
    const seeds = [1, 2].map((seed) => ranOn('fused-relaxed', 40_000, seed, 'r'))
    const rows = roofRows('fused', seeds, readings)
    expect(rows.map(({ name }) => name)).toEqual(['Probe, Skewlab', 'Logistic regression ×2, Skewlab relaxed'])
    expect(rows[1].train.share).toBeCloseTo((90_000 * 3 * 40_000) / 88e9, 12)
    expect(roofTexts(rows)).toEqual([
      'Skewlab: roof 60\u202fGFLOP/s on 2 threads',
      'Skewlab relaxed: roof 88\u202fGFLOP/s on 2 threads',
    ])
    expect(roofTexts(rows, 40)).toEqual([
      'Skewlab: roof 60\u202fGFLOP/s on 2 threads',
      'Skewlab relaxed: roof 88\u202fGFLOP/s',
    ])
  })

  test('roofRows(runs) gives no share where there is no roof, and says for which engine', () => {
    const [first, run] = roofRows('fused', [ranOn('tfjs-wasm', 40_000)], readings)
    expect(first.missing).toBe('')
    expect(run).toMatchObject({ roof: null, missing: 'no roof measured for tfjs wasm', train: { share: null } })
  })

  test('roofRows(runs) leaves out those that have not ended', () => {
    expect(roofRows('', [trained({ evaluations: 1, isFinished: false })], readings)).toEqual([])
  })
})

describe('EnginesView', () => {
  test('speaks every rate, which engine is in use, and how near the networks come to the roof', () => {
    render(EnginesView, { ...props, runs: [ranOn('fused', 40_000)] })
    const [rates, under] = screen.getAllByRole('img').map((picture) => picture.getAttribute('aria-label'))
    expect(rates).toContain('Skewlab on the processor, in use, trains 150k, scores 900k; ')
    expect(rates).toContain('TensorFlow.js on WebGPU trains 132, scores 769')
    expect(under).toMatch(
      /^Share of the roof, roof 60\u202fGFLOP\/s on 2 threads: Probe trains at 46\u202f%, scores at 93\u202f%; /
    )
    expect(under).toContain('Logistic regression trains at 18\u202f%, scores at 27\u202f%')
  })

  test('marks the engine in use alone, with its threads', () => {
    const { container } = render(EnginesView, props)
    const chosen = container.querySelectorAll('[data-chosen]')
    expect(chosen).toHaveLength(1)
    expect(chosen[0].textContent?.replace(/\s+/g, ' ')).toContain('Skewlab on the processor2 threads, in use')
  })

  test('one reading only: the others are not measured yet, or cannot run and why', () => {
    render(EnginesView, { ...props, readings: [fused, refused('tfjs-webgl', 'this browser has no WebGL 2')] })
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'TensorFlow.js on WebGL cannot run here: this browser has no WebGL 2',
    ])
    expect(screen.getByText(/^Not measured yet: Skewlab on the processor, relaxed; .*plain JavaScript\.$/)).toBeTruthy()
  })

  test('scoring on a GPU stands beside the roof, with its rate', () => {
    render(EnginesView, { ...props, chosen: 'fused-webgpu' })
    expect(screen.getByText('scores 2.4k rows/s on the GPU')).toBeTruthy()
    expect(screen.getAllByRole('img')[1].getAttribute('aria-label')).toContain('Probe trains at 46\u202f%, scores 2.4k')
  })

  test('nothing measured says when it will be, and draws nothing', () => {
    render(EnginesView, { kinds, readings: [] })
    expect(screen.getByText(/^Engines are measured once the page is idle/)).toBeTruthy()
    expect(screen.queryByRole('img')).toBeNull()
    expect(screen.queryByRole('listitem')).toBeNull()
  })

  test('without an engine that measured the roof says so', () => {
    render(EnginesView, { kinds, readings: [readings[3]], chosen: 'tfjs-wasm' })
    expect(screen.getByText(/^There is no roof to compare with/)).toBeTruthy()
  })

  test('a run kept without its operations has its rate, and asks to be trained again', () => {
    render(EnginesView, { ...props, runs: [ranOn('fused', undefined)] })
    expect(screen.getByText('trains 90k rows/s, scores 410k rows/s')).toBeTruthy()
    expect(screen.getByText('train again for its share')).toBeTruthy()
  })

  test('its table has the work of the probe on every engine, and why one cannot run', async () => {
    render(EnginesView, { ...props, readings: [...readings.slice(0, 6), refused('tfjs-cpu', 'lost')] })
    await userEvent.click(screen.getByRole('button', { name: /^Show as table/ }))
    const cellsOf = (name: string) =>
      within(screen.getByRole('row', { name: new RegExp(`^${name} (\\d|n/a)`) }))
        .getAllByRole('cell')
        .map((cell) => cell.textContent)
    expect(cellsOf('Skewlab')).toEqual(['150,000', '900,000', '46\u202f%, 93\u202f%', 'in use, 2 threads'])
    expect(cellsOf('Skewlab \\+ WebGPU')).toEqual(['150,000', '2,400', '46\u202f%, n/a', '2 threads'])
    expect(cellsOf('tfjs cpu')).toEqual(['n/a', 'n/a', 'n/a', 'cannot run here: lost'])
  })
})

test.each(['light', 'dark'])('in the %s theme its words stand out from the paper by 4.5 : 1 at least', (theme) => {
  const [light, dark] = readFileSync('src/app/theme.css', 'utf8').split("[data-theme='dark']")
  const colorOf = (token: string) =>
    new RegExp(`--${token}: #(\\w{6})`).exec(theme === 'light' ? light : dark)?.[1] ?? ''
  const sheets = ['EngineRates', 'EngineRoof', 'EnginesView'].map((name) => {
    const source = readFileSync(`src/views/race/${name}.svelte`, 'utf8')
    return source.slice(source.indexOf('<style>'))
  })
  const tokens = new Set(
    [...sheets.join('').matchAll(/(?:fill|color): var\(--((?:ink|ceiling)[\w-]*)\)/g)].map(([, id]) => id)
  )
  expect(tokens).toContain('ceiling')
  for (const token of tokens) expect(contrast(colorOf(token), colorOf('paper')), token).toBeGreaterThan(4.5)
})

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(...colors: readonly [string, string]): number {
  const [dim, bright] = colors
    .map((color) => {
      const [r, g, b] = [0, 2, 4]
        .map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    })
    .sort((a, b) => a - b)
  return (bright + 0.05) / (dim + 0.05)
}
