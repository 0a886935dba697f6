import { parquetReadObjects } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { csv, shortest } from '../../../datasets/exports/csv.ts'
import { fileFormatOf, fileFormats } from '../../../datasets/exports/index.ts'
import { parquet } from '../../../datasets/exports/parquet.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { allocateDraw, type Draw } from '../../../src/core/kernel/table.ts'

const column = (id: string) => ({ id, label: id, help: id })

function smallDraw(rows: number): Draw {
  const schema = {
    numeric: [column('bid')],
    categorical: [{ ...column('site'), cardinality: 9 }],
    rowsPerRequest: 2,
  }
  const layout = { labelTime: false, request: true, position: true, truth: true, relevance: true }
  const draw = allocateDraw(schema, layout, rows)
  const random = Random.of(3)
  for (let row = 0; row < rows; row++) {
    draw.table.label[row] = row % 3 === 0 ? 1 : 0
    draw.table.time[row] = 1000 * random.uniform()
    draw.table.request![row] = row >> 1
    draw.table.position![row] = 1 + (row % 2)
    draw.table.numeric[0][row] = row % 5 === 0 ? NaN : random.normal()
    draw.table.categorical[0][row] = row % 4
    draw.truth!.probability[row] = random.uniform()
    draw.truth!.relevance![row] = random.uniform()
  }
  return draw
}

const picked = Uint32Array.of(0, 1, 2, 5, 7, 3)

describe('csv', () => {
  test('write gives a header, empty for missing, and numbers that read back to the same value', async () => {
    const draw = smallDraw(8)
    const [header, ...lines] = new TextDecoder()
      .decode(await csv.write(draw, picked))
      .trimEnd()
      .split('\n')
    expect(header).toBe('label,truth,time,request,position,relevance,n_bid,c_site')
    expect(lines).toHaveLength(picked.length)
    for (const [i, row] of picked.entries()) {
      const [label, truth, time, request, position, relevance, bid, site] = lines[i].split(',')
      expect([label, request, position].map(Number)).toEqual([
        draw.table.label[row],
        draw.table.request![row],
        draw.table.position![row],
      ])
      expect(Math.fround(Number(truth))).toBe(draw.truth!.probability[row])
      expect(Math.fround(Number(relevance))).toBe(draw.truth!.relevance![row])
      expect(Number(time)).toBe(draw.table.time[row])
      if (row % 5 === 0) expect(bid).toBe('')
      else expect(Math.fround(Number(bid))).toBe(draw.table.numeric[0][row])
      expect(site).toBe(row % 4 === 0 ? '' : String(row % 4))
    }
  })

  test('write quotes names that would break the header', async () => {
    const draw = smallDraw(2)
    const [first] = draw.table.schema.numeric
    const schema = { ...draw.table.schema, numeric: [{ ...first, id: 'amount, "EUR"\r' }] }
    const text = new TextDecoder().decode(await csv.write({ ...draw, table: { ...draw.table, schema } }, picked))
    expect(text.split('\n')[0]).toMatch(/relevance,"n_amount, ""EUR""\r",c_site$/)
  })

  test('shortest(float32) reads back to the same float32 with nine digits at most', () => {
    const random = Random.of(9)
    for (let i = 0; i < 5000; i++) {
      const value = Math.fround(random.normal() * 10 ** (random.below(20) - 10))
      const text = shortest(value)
      expect(Math.fround(Number(text))).toBe(value)
      expect(text.replace(/e.*/, '').replace(/[-.]/g, '').replace(/^0+/, '').length).toBeLessThanOrEqual(17)
    }
    expect(shortest(Math.fround(0.1))).toBe('0.1')
  })
})

test('parquet.write reads back by hyparquet to the same values, null for missing', async () => {
  const draw = smallDraw(8)
  const bytes = await parquet.write(draw, picked)
  const rows = await parquetReadObjects({ file: bytes.buffer })
  expect(rows).toHaveLength(picked.length)
  for (const [i, row] of picked.entries()) {
    expect(rows[i].truth).toBe(draw.truth!.probability[row])
    expect(rows[i].n_bid).toBe(row % 5 === 0 ? null : draw.table.numeric[0][row])
    expect(rows[i].c_site).toBe(row % 4 === 0 ? null : row % 4)
  }
})

describe('fileFormatOf', () => {
  test.each(fileFormats.map((format) => format.id))('%s finds its format, and it writes no rows at all', async (id) => {
    const format = fileFormatOf(id)
    expect((await format.write(smallDraw(2), new Uint32Array(0))).length).toBeGreaterThan(0)
  })

  test('of an unknown name names those there are', () => {
    expect(() => fileFormatOf('xlsx')).toThrow('unknown format: xlsx; expected one of csv, parquet')
  })
})
