import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import { csvOf, fileOf, valuesOf, withColumns } from './files.ts'

describe('importFile', () => {
  test('takes a number that stands for missing as missing', async () => {
    const file = csvOf('x,label', '-1,0', '2,1', '-1.0,0', '3,1')
    const { plan } = await inspectFile(file)
    const found = await importFile(file, withColumns(plan, { x: { missing: ['-1'] }, label: { role: 'label' } }))
    expect(valuesOf(found).x).toEqual([null, 2, -1, 3])
  })

  test.each(['csv', 'parquet'])(
    'of %s takes what stands for missing as missing before it is scaled',
    async (format) => {
      const [when, x, label] = [
        [60, -1, 120, 180],
        [1.5, 2.5, -1, 3.5],
        [0, 1, 0, 1],
      ]
      const columnData = Object.entries({ when, x, label }).map(([name, data]) => ({
        ...{ name, data },
        type: 'DOUBLE' as const,
      }))
      const file =
        format === 'csv'
          ? csvOf('when,x,label', ...label.map((y, i) => [when[i], x[i], y].join()))
          : fileOf(new Uint8Array(parquetWriteBuffer({ columnData })))
      const { plan } = await inspectFile(file)
      const found = await importFile(
        file,
        withColumns(plan, {
          when: { role: 'feature', type: 'time', timeUnit: 'minutes', missing: ['-1'] },
          x: { missing: ['-1'] },
          label: { role: 'label' },
        })
      )
      expect(valuesOf(found)).toMatchObject({
        when: [0, null, Math.fround(60 / 1440), Math.fround(120 / 1440)],
        x: [1.5, 2.5, null, 3.5],
      })
    }
  )

  test('takes a date that stands for missing as missing', async () => {
    const file = csvOf('birth,label', '1990-01-02,0', '1900-01-01,1', '1990-01-03,0')
    const { plan } = await inspectFile(file)
    const found = await importFile(file, withColumns(plan, { birth: { role: 'feature', missing: ['1900-01-01'] } }))
    expect(valuesOf(found).birth).toEqual([0, null, 1])
  })
})
