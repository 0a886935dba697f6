import { Blob } from 'node:buffer'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { examples } from '../../../datasets/examples/index.ts'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import { withColumn } from '../../../datasets/imports/choose.ts'

/** As they were when they were made: whoever tries them next year sees the same tables. */
const DIGESTS: Record<string, string> = {}

describe.each(examples)('$id', ({ id, draw, file }) => {
  it('draw(seed) gives the same bytes for the same seed, others for another, under a megabyte', async () => {
    const [text, again, other] = await Promise.all([draw(1), draw(1), draw(2)])
    if (process.env.OUT) (await import('node:fs')).writeFileSync(`${process.env.OUT}/${file}`, text)
    expect(again).toBe(text)
    expect(other).not.toBe(text)
    expect(createHash('sha256').update(text).digest('hex').slice(0, 16)).toBe(DIGESTS[id])
    expect(Buffer.byteLength(text)).toBeLessThan(1e6)
  })
})

async function inspected(id: string) {
  const text = await examples.find((one) => one.id === id)!.draw(1)
  return { blob: new Blob([text]) as globalThis.Blob, text }
}

it('show', async () => {
  for (const { id } of examples) {
    const { blob, text } = await inspected(id)
    const seen = await inspectFile(blob).catch((error) => error)
    console.log(text.length, text.split('\n').slice(0, 8).join('\n'))
    if (seen instanceof Error) console.log(seen)
    else
      console.log(
        seen.plan.columns.map((c, i) => `${c.name} ${c.role} ${c.type} ${c.timeUnit ?? ''} ${seen.columns[i].examples.slice(0, 3).join('|')} ${seen.columns[i].counts.slice(0, 3)}`).join('\n'),
        seen.plan.positive,
        seen.assumptions
      )
  }
})
void [importFile, withColumn]
