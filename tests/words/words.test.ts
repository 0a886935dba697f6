import { describe, expect, test } from 'vitest'
import { datasets } from '../../datasets/index.ts'
import { detectors } from '../../src/core/drift/detectors/index.ts'
import { driftKinds } from '../../src/core/drift/kinds/index.ts'
import { engines } from '../../src/core/engines/index.ts'
import { metrics } from '../../src/core/metrics/index.ts'
import { models } from '../../src/core/models/index.ts'
import { treatments } from '../../src/core/treatments/kinds/index.ts'
import { sections } from '../../src/scenarios/sections/index.ts'
import { scenarios } from '../../src/scenarios/stories/index.ts'
import { textsOf } from './texts.mjs'

const texts = textsOf()
/** Words that a reader whose third language is English stumbles over, and what stands in their place. */
const RIDDLES: readonly (readonly [RegExp, string])[] = [
  [/\bnobody|\bsomebody|\bwhoever\b/i, 'say what is not known, or who does it'],
  [/\bby heart\b/i, 'memorise'],
  [/\bdealt\b/i, 'drawn, split, assigned'],
  [/\bflatter/i, 'too good, too high'],
  [/\brightly\b|\bhow sure\b|\bon whom\b/i, 'correct, intervals, slices'],
  [/\btrivial predictor\b/i, 'guessing'],
  [/\bPR-AUC\b/, 'PR AUC: one spelling'],
  [/\bas labelled\b/i, 'against labels'],
  [/\bthie(f|ves)\b|\bhonest\b|\bruin/i, 'fraudsters, correct, wrong'],
  [/\basks? about\b/i, 'splits on'],
  [/\bmend(s|ed)?\b|\bsuffer/i, 'corrects, loses'],
]

/** What a kind says of itself, wherever it declares it. */
function saidBy(kind: unknown): string[] {
  if (typeof kind !== 'object' || kind === null) return []
  return Object.entries(kind).flatMap(([key, value]) =>
    ['label', 'help', 'point', 'story', 'goal', 'givesUp'].includes(key) && typeof value === 'string' && value !== ''
      ? [value]
      : Array.isArray(value)
        ? value.flatMap(saidBy)
        : key === 'knobs'
          ? saidBy(Object.values((typeof value === 'function' ? {} : value) as object))
          : typeof value === 'object'
            ? saidBy(value)
            : []
  )
}

describe('npm run words', () => {
  const whole = texts.map(({ text }) => text)
  const parts = whole
    .flatMap((text) => text.split('…').map((part: string) => part.trim()))
    .filter((part) => part.length > 1)

  test.each(
    Object.entries({ datasets, detectors, driftKinds, engines, metrics, models, treatments, sections, scenarios })
  )('lists what each of %s says of itself', (_, catalogue) => {
    const said = (catalogue as readonly unknown[]).flatMap((kind) => saidBy(kind))
    expect(said.length).toBeGreaterThan(0)
    // A text with gaps is listed with … in their place.
    const missing = said.filter((text) => !whole.includes(text) && !parts.some((part) => text.includes(part)))
    expect(missing).toEqual([])
  })

  test('reads markup, attributes and scripts of components', () => {
    const about = (path: string) => texts.filter((text) => text.path === path).map(({ text }) => text)
    expect(about('src/app/SharePanel.svelte')).toContain(
      'No run has finished yet. Train first, then take the numbers with you.'
    )
    expect(about('src/charts/Figure.svelte')).toContain('About …')
  })

  test.each(RIDDLES)('no text has %s (say instead: %s)', (riddle) => {
    expect(
      texts.filter(({ text }) => riddle.test(text)).map(({ path, line, text }) => `${path}:${line} ${text}`)
    ).toEqual([])
  })
})
