import { describe, expect, it } from 'vitest'
import { logit } from '../../../src/core/kernel/math.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { initialState } from '../../../src/core/networks/initial.ts'
import { fieldOffsets, inputWidth, parametersOf, sizeOf, type Network } from '../../../src/core/networks/network.ts'

const network: Network = {
  numeric: 3,
  fields: [
    { id: 'a', vocabulary: 400, embedded: true },
    { id: 'b', vocabulary: 5, embedded: true },
    { id: 'a × b', vocabulary: 7, embedded: false },
  ],
  embedding: 8,
  wide: true,
  cross: { layers: 2, rank: null },
  deep: { hidden: [64, 32], dropout: 0 },
  arrangement: 'parallel',
}

describe('parametersOf', () => {
  it('lays every parameter end to end, embeddings of embedded fields only', () => {
    const parameters = parametersOf(network)
    expect(Object.fromEntries(parameters.map(({ name, shape }) => [name, shape]))).toEqual({
      bias: [1],
      'wide/numeric': [3],
      'wide/values': [412],
      embedding: [405, 8],
      'cross/0/w': [19, 19],
      'cross/0/b': [19],
      'cross/1/w': [19, 19],
      'cross/1/b': [19],
      'deep/0/w': [19, 64],
      'deep/0/b': [64],
      'deep/1/w': [64, 32],
      'deep/1/b': [32],
      'head/cross': [19],
      'head/deep': [32],
    })
    let next = 0
    for (const { offset, size } of parameters) {
      expect(offset).toBe(next)
      next += size
    }
    expect(sizeOf(network)).toBe(next)
    expect(inputWidth(network)).toBe(19)
    expect(fieldOffsets(network)).toEqual([0, 400, 405])
  })

  it('writes a low rank as two thin matrices, and has no cross head where the deep part reads the crosses', () => {
    const names = parametersOf({ ...network, cross: { layers: 1, rank: 4 }, arrangement: 'stacked' }).map((p) => p.name)
    expect(names).toContain('cross/0/v')
    expect(names).toContain('cross/0/u')
    expect(names).not.toContain('cross/0/w')
    expect(names).not.toContain('head/cross')
  })

  it('appends the vectors of numbers where pairs are wanted: whatever lay before them stays where it was', () => {
    const [vectors, ...others] = parametersOf({ ...network, pairs: true }).reverse()
    expect(others.reverse()).toEqual(parametersOf(network))
    expect(vectors).toEqual({ name: 'pairs/numeric', shape: [3, 8], offset: sizeOf(network), size: 24 })
  })
})

describe('initialState', () => {
  const state = initialState(network, Random.of(4), 0.03)
  const of = (name: string): number[] => {
    const { offset, size } = parametersOf(network).find((parameter) => parameter.name === name) ?? {
      offset: 0,
      size: 0,
    }
    return [...state.weights.subarray(offset, offset + size)]
  }
  const sd = (values: number[]): number =>
    Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)

  it('starts at the log odds of the base rate, wide weights and biases at 0', () => {
    expect(of('bias')[0]).toBeCloseTo(logit(0.03), 6)
    for (const name of ['wide/numeric', 'wide/values', 'cross/0/b', 'deep/1/b'])
      expect(of(name).every((value) => value === 0)).toBe(true)
    expect(state.step).toBe(0)
    expect(state.firstMoment.every((value) => value === 0)).toBe(true)
  })

  it('spreads the vectors of numbers as it does embeddings', () => {
    const many: Network = { ...network, numeric: 200, pairs: true }
    const [{ offset }] = parametersOf(many).slice(-1)
    const vectors = [...initialState(many, Random.of(4), 0.03).weights.subarray(offset)]
    expect(Math.abs(sd(vectors) / 0.05 - 1)).toBeLessThan(4 / Math.sqrt(2 * 1600))
  })

  it('spreads embeddings by 0.05, hidden layers after He, cross layers after Glorot, within sampling noise', () => {
    expect(Math.abs(sd(of('embedding')) / 0.05 - 1)).toBeLessThan(4 / Math.sqrt(2 * 3240))
    expect(Math.abs(sd(of('deep/0/w')) / Math.sqrt(2 / 19) - 1)).toBeLessThan(4 / Math.sqrt(2 * 1216))
    expect(Math.abs(sd(of('cross/1/w')) / Math.sqrt(1 / 19) - 1)).toBeLessThan(4 / Math.sqrt(2 * 361))
  })

  it('draws each parameter from its own stream: more hidden layers move no other weight', () => {
    const larger: Network = { ...network, deep: { hidden: [64, 32, 16], dropout: 0 } }
    const other = initialState(larger, Random.of(4), 0.03)
    for (const { name, offset, size } of parametersOf(larger)) {
      if (name === 'deep/2/w' || name === 'deep/2/b' || name === 'head/deep') continue
      expect([...other.weights.subarray(offset, offset + size)]).toEqual(of(name))
    }
  })

  it('survives base rates of 0 and 1', () => {
    for (const rate of [0, 1])
      expect(initialState(network, Random.of(4), rate).weights.every(Number.isFinite)).toBe(true)
  })
})
