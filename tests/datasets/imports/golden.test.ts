import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import goldens from '../../goldens/imports.json'
import arrow from '../../goldens/imports-parquet.json'
import { fileOf, imported, looked, valuesOf, withColumns } from './files.ts'

type Column = readonly (number | string | null)[]

const cases = goldens as unknown as readonly { file: string; columns: Readonly<Record<string, Column>> }[]
const textOf = (name: string) => new Uint8Array(readFileSync(`tests/goldens/imports/${name}`))

test.each(cases)('$file as pandas wrote it has the values that pandas reads', async ({ file, columns }) => {
  const blob = fileOf(textOf(file))
  const { plan, warnings } = await looked(blob)
  const group = plan.columns.find(({ role }) => role === 'group')?.name
  const found = await importFile(
    blob,
    withColumns(plan, group ? { [group]: { type: 'numeric', role: 'feature' } } : {})
  )
  expect(found.malformed.count).toBe(0)
  const values = valuesOf(found)
  for (const { name, role, type } of plan.columns) {
    if (role === 'ignore') {
      expect(warnings).toContain(`ignored ${name}: a value of its own in every row`)
      continue
    }
    const golden = columns[name]
    if (role === 'label') expect(values.label).toEqual(golden.map((value) => (isPositive(value) ? 1 : 0)))
    else if (role === 'time') {
      const scale = Number(golden[0]) > 1e11 ? 1000 : 1
      const midnight = 86_400 * Math.floor(Number(golden[0]) / scale / 86_400)
      golden.forEach((value, i) => expect(values.time[i]).toBeCloseTo(Number(value) / scale - midnight, 6))
    } else if (type === 'categorical' && name !== group) expect(values[name]).toEqual(golden)
    else expect(values[name]).toEqual(golden.map((value) => (value === null ? null : Math.fround(Number(value)))))
  }
})

test('the files show every role that they hold', async () => {
  const roles = await Promise.all(
    cases.map(async ({ file }) =>
      (await inspectFile(fileOf(textOf(file)))).plan.columns
        .filter(({ role }) => role !== 'feature')
        .map(({ name, role }) => `${name} ${role}`)
    )
  )
  expect(roles).toEqual([
    ['column_1 ignore', 'trans_date time', 'card_id group', 'amt amount', 'is_fraud label'],
    ['trans_date time', 'card_id group', 'amt amount', 'is_fraud label'],
    ['betrag amount', 'y label'],
    ['label label', 'timestamp time'],
  ])
})

test.each(['arrow-1-dictionary', 'arrow-2-dictionary', 'arrow-2-plain'])(
  '%s.parquet as pyarrow wrote it has the values that went in',
  async (name) => {
    const values = valuesOf(await imported(fileOf(textOf(`${name}.parquet`))))
    const single = (column: Column) => column.map((value) => (value === null ? null : Math.fround(Number(value))))
    expect(values).toEqual({
      time: arrow.when.map((seconds) => seconds - arrow.when[0]),
      label: arrow.label,
      real: single(arrow.real),
      whole: single(arrow.whole),
      flag: single(arrow.flag),
      word: arrow.word,
    })
  }
)

function isPositive(value: number | string | null): boolean {
  return value === 1 || value === 'ja'
}
