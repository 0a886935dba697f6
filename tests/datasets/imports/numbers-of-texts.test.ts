import { describe, expect, it } from 'vitest'
import { importFile, inspectFile } from '../../../datasets/imports/index.ts'
import { numbersOfTexts } from '../../../datasets/imports/numbers-of-texts.ts'

const numbersOf = (texts: readonly string[], size = texts.length): number[] | undefined => {
  const numbers = numbersOfTexts(texts.length, (i) => texts[i], size)
  return numbers && [...numbers]
}

describe('numbersOfTexts(texts)', () => {
  it.each([
    [
      ['3', '-7', '+2', '1.50', '.5', '5.', '1e3', '007'],
      [3, -7, 2, 1.5, 0.5, 5, 1000, 7],
    ],
    [
      ['True', 'false', 'TRUE'],
      [1, 0, 1],
    ],
    [['16777217'], [16777216]],
  ])('%j is %j, to float32', (texts, numbers) => {
    expect(numbersOf(texts)).toEqual(numbers)
  })

  it.each([
    [['1', 'x']],
    [['0x10']],
    [['1,5']],
    [['1 2']],
    [['NaN']],
    [['Infinity']],
    [['']],
    [['1', 'true']],
    [['true', '1']],
    [['yes', 'no']],
  ])('%j is none', (texts) => {
    expect(numbersOf(texts)).toBeUndefined()
  })

  it('of a code that many texts share is NaN', () => {
    expect(numbersOf(['4', '5'], 3)).toEqual([4, 5, NaN])
  })
})

it('a table says of each column what the file held', async () => {
  const lines = Array.from(
    { length: 300 },
    (_, i) => `${i % 7},${i % 5},2024-01-0${(i % 9) + 1},${i % 3 ? 'yes' : 'no'},t${i % 4},${i % 2}`
  )
  const file = new Blob([['x,code,day,vip,name,label', ...lines, ''].join('\n')])
  const { plan } = await inspectFile(file)
  const types = {
    x: 'numeric',
    code: 'categorical',
    day: 'time',
    vip: 'boolean',
    name: 'categorical',
    label: 'categorical',
  } as const
  const columns = plan.columns.map((column) => ({
    ...column,
    role: column.name === 'label' ? ('label' as const) : ('feature' as const),
    type: types[column.name as keyof typeof types],
  }))
  const { schema } = (await importFile(file, { ...plan, columns, positive: '1' })).draw.table
  expect(Object.fromEntries([...schema.numeric, ...schema.categorical].map(({ id, held }) => [id, held]))).toEqual({
    x: 'numbers',
    code: 'numbers',
    day: 'times',
    vip: 'truth words',
    name: 'texts',
  })
  const [code, name] = schema.categorical
  expect(code.values?.map(Number)).toEqual([...(code.numbers ?? [])])
  expect(name).not.toHaveProperty('numbers')
})
