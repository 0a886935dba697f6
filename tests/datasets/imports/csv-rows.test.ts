import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rowFeed } from '../../../datasets/imports/csv/row-feed.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Rows of a text that comes in these chunks, and the complaints. */
function parsed(chunks: readonly Uint8Array[], delimiter = ',') {
  const rows: string[][] = []
  const at: number[] = []
  const complaints: string[] = []
  const feed = rowFeed(
    delimiter,
    (bytes, { count, starts, ends }, line) => {
      rows.push(Array.from({ length: count }, (_, i) => decoder.decode(bytes.subarray(starts[i], ends[i]))))
      at.push(line)
      return true
    },
    (line, reason) => complaints.push(`${line}: ${reason}`)
  )
  for (const chunk of chunks) feed.push(chunk)
  feed.end()
  return { rows, at, complaints }
}

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const edges = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return edges.slice(1).map((edge, i) => bytes.subarray(edges[i], edge))
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`
}

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', '\r\n', 'a', ' ', 'é'), maxLength: 8 })
)

describe('rowFeed', () => {
  test('gives back any table of texts, whatever its line ends and however its bytes are cut', () => {
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }))
    const whole = fc.record({
      table,
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      end: fc.constantFrom('\n', '\r\n', '\r'),
      isEnded: fc.boolean(),
      isQuoted: fc.infiniteStream(fc.boolean()),
      places: fc.array(fc.nat(), { maxLength: 12 }),
    })
    fc.assert(
      fc.property(whole, ({ table, delimiter, end, isEnded, isQuoted, places }) => {
        const needsQuotes = (text: string) => /^[ \t]*"/.test(text) || text.includes(delimiter) || /[\n\r]/.test(text)
        const written = (text: string) => (needsQuotes(text) || isQuoted.next().value ? quoted(text) : text)
        const lines = table.map((row) => row.map(written).join(delimiter))
        const bytes = encoder.encode(lines.join(end) + (isEnded ? end : ''))
        const { rows, complaints } = parsed(cut(bytes, places), delimiter)
        expect(rows).toEqual(table)
        expect(complaints).toEqual([])
      }),
      { seed: 1, numRuns: 3000 }
    )
  })

  test('gives the same rows, lines and complaints of any bytes, however they are cut', () => {
    const bytes = fc.array(fc.constantFrom(34, 44, 10, 13, 97, 32, 0, 200), { maxLength: 40 })
    fc.assert(
      fc.property(bytes, fc.array(fc.nat(), { maxLength: 40 }), (raw, places) => {
        const text = Uint8Array.from(raw)
        expect(parsed(cut(text, places))).toEqual(parsed([text]))
      }),
      { seed: 2, numRuns: 5000 }
    )
  })

  test('names the line where a row begins, breaks within cells counted', () => {
    const { at, rows } = parsed([encoder.encode('a,b\n"x\ny\n",1\n\n\nc,d\n')])
    expect(rows).toEqual([
      ['a', 'b'],
      ['x\ny\n', '1'],
      ['c', 'd'],
    ])
    expect(at).toEqual([1, 2, 7])
  })

  test('loses one line to a quote that closes in the midst of a later cell, and none between them', () => {
    const lines = Array.from({ length: 300 }, (_, i) => (i % 60 === 30 ? `${i},"lost,x` : `${i},"a, b",x`))
    const { rows, complaints } = parsed([encoder.encode(lines.join('\n'))])
    expect(rows.map(([id]) => Number(id))).toEqual(lines.flatMap((_, i) => (i % 60 === 30 ? [] : [i])))
    expect(complaints).toEqual([31, 91, 151, 211, 271].map((line) => `${line}: a quote opens and does not close`))
  })

  test('loses one line to a quote that never closes, and reads on', () => {
    const { rows, complaints } = parsed([encoder.encode('a,b\n1,"2\n3,4\n5,6\n')])
    expect(rows).toEqual([
      ['a', 'b'],
      ['3', '4'],
      ['5', '6'],
    ])
    expect(complaints).toEqual(['2: a quote opens and never closes, or the row is longer than 4 MB'])
  })

  test('does so too where megabytes follow, without holding more than a row may take', () => {
    const rest = encoder.encode('3,4\n'.repeat(300_000))
    const chunks = Array.from({ length: 6 }, () => rest)
    const { rows, complaints } = parsed([encoder.encode('1,"2\n'), ...chunks])
    expect(rows).toHaveLength(1_800_000)
    expect(complaints).toHaveLength(1)
  })

  test.each([
    [',', '"a", "b, c" ,\t"d""e"\t, f '],
    ['\t', '"a"\t "b, c" \t "d""e"\t f '],
  ])('takes blanks around a quoted cell as none of it, cut at %j', (delimiter, text) => {
    for (let place = 0; place <= text.length; place++) {
      const { rows, complaints } = parsed(cut(encoder.encode(text), [place]), delimiter)
      expect(rows).toEqual([['a', 'b, c', 'd"e', ' f ']])
      expect(complaints).toEqual([])
    }
  })

  test('complains of text after a closing quote, and takes a quote within a cell as it is', () => {
    const { rows, complaints } = parsed([encoder.encode('"a"b,c\n"a" b,c\nx,5" pipe\n')])
    expect(rows).toEqual([['x', '5" pipe']])
    expect(complaints).toEqual(['1: text after a closing quote', '2: text after a closing quote'])
  })
})
