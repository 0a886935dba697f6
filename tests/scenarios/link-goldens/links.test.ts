import { expect, test } from 'vitest'
import { defaultDocument } from '../../../src/scenarios/document.ts'
import { formatLink, parseLink } from '../../../src/scenarios/link.ts'
import { flat, plain } from './flat.ts'
import goldens from './links.json' with { type: 'json' }

const defaults: Record<string, Record<string, unknown>> = goldens.defaults

test('defaultDocument(scenario) is what it was', () => {
  for (const [scenario, paths] of Object.entries(defaults))
    expect(flat(defaultDocument(scenario))).toEqual(expect.objectContaining(paths))
})

test.each(goldens.links)('parseLink($link) and formatLink do what they did', ({ link, ...was }) => {
  const { document, notes } = parseLink(link)
  const paths = flat(document)
  expect(notes.map(plain).sort()).toEqual(was.notes)
  expect(formatLink(document)).toBe(was.written)
  expect(paths).toEqual(expect.objectContaining(was.changed))
  for (const [path, value] of Object.entries(defaults[was.scenario]))
    if (!(path in was.changed))
      expect([path, paths[path]]).toEqual([path, (was.gone as string[]).includes(path) ? undefined : value])
})
