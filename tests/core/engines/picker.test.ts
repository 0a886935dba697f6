import { describe, expect, it } from 'vitest'
import { engineOf } from '../../../src/core/engines/index.ts'
import { fallbackOf, measureEngine, pickEngine, type EngineReading } from '../../../src/core/engines/picker.ts'
import { nodeHost as host } from '../../../src/headless/host.ts'

const reading = (id: EngineReading['id'], rate: number | null): EngineReading => ({
  id,
  trainRowsPerSecond: rate,
  scoreRowsPerSecond: rate,
  problem: rate === null ? 'no such thing here' : null,
})

describe('pickEngine', () => {
  it('takes the one that trains fastest and says by how much', () => {
    const readings = [reading('tfjs-wasm', 12_000), reading('tfjs-webgpu', 34_000), reading('tfjs-webgl', null)]
    expect(pickEngine(readings)).toEqual({
      id: 'tfjs-webgpu',
      why: 'it trained 34,000 rows/s here, tfjs-wasm 12,000',
    })
  })

  it('keeps one that repeats bit for bit unless another is twice as fast', () => {
    const exact = { ...reading('fused', 100_000), reproducible: true }
    expect(pickEngine([exact, { ...reading('fused-relaxed', 140_000), name: 'Skewlab relaxed' }])).toEqual({
      id: 'fused',
      why: 'it trained 100,000 rows/s here, Skewlab relaxed 140,000, but its runs repeat bit for bit',
    })
    expect(pickEngine([exact, reading('tfjs-webgpu', 210_000)]).id).toBe('tfjs-webgpu')
  })

  it('takes fused where nothing was measured or nothing runs', () => {
    expect(pickEngine([]).id).toBe('fused')
    expect(pickEngine([reading('tfjs-webgpu', null)]).id).toBe('fused')
  })
})

describe('fallbackOf', () => {
  it('is the next best measured, else what runs everywhere', () => {
    const readings = [reading('tfjs-wasm', 12_000), reading('tfjs-webgpu', 34_000), reading('tfjs-webgl', 20_000)]
    expect(fallbackOf('tfjs-webgpu', readings)).toBe('tfjs-webgl')
    expect(fallbackOf('tfjs-webgpu', [])).toBe('fused')
    expect(fallbackOf('fused', [])).toBe('tfjs-wasm')
  })
})

describe('measureEngine', () => {
  it('measures an engine that runs here', async () => {
    const { trainRowsPerSecond, scoreRowsPerSecond, problem } = await measureEngine(engineOf('tfjs-wasm'), host)
    expect(problem).toBeNull()
    expect(trainRowsPerSecond).toBeGreaterThan(0)
    expect(scoreRowsPerSecond).toBeGreaterThan(0)
  })

  it('measures the roof of our own kernels, under which training and scoring stand', async () => {
    const { peakFlops, threads, reproducible } = await measureEngine(engineOf('fused'), host)
    expect(reproducible).toBe(true)
    expect(threads).toBe(1)
    expect(peakFlops).toBeGreaterThan(1e9)
  })

  it('answers with the problem of one that does not', async () => {
    expect(await measureEngine(engineOf('tfjs-webgl'), host)).toEqual({
      id: 'tfjs-webgl',
      trainRowsPerSecond: null,
      scoreRowsPerSecond: null,
      problem: 'webgl needs a browser; use tfjs-wasm or tfjs-cpu',
    })
  })
})
