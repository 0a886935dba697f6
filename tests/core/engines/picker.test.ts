import { describe, expect, it } from 'vitest'
import { engineOf } from '../../../src/core/engines/index.ts'
import { fallbackOf, measureEngine, pickEngine, type EngineReading } from '../../../src/core/engines/picker.ts'
import { nodeTfjs } from '../../../src/headless/tfjs-host.ts'

const host = { tfjs: nodeTfjs, now: () => performance.now() }
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

  it('takes tfjs-wasm where nothing was measured or nothing runs', () => {
    expect(pickEngine([]).id).toBe('tfjs-wasm')
    expect(pickEngine([reading('tfjs-webgl', null)]).id).toBe('tfjs-wasm')
  })
})

describe('fallbackOf', () => {
  it('is the next best measured, then tfjs-wasm, then tfjs-cpu', () => {
    const readings = [reading('tfjs-wasm', 12_000), reading('tfjs-webgpu', 34_000), reading('tfjs-webgl', 20_000)]
    expect(fallbackOf('tfjs-webgpu', readings)).toBe('tfjs-webgl')
    expect(fallbackOf('tfjs-webgpu', [])).toBe('tfjs-wasm')
    expect(fallbackOf('tfjs-wasm', [])).toBe('tfjs-cpu')
  })
})

describe('measureEngine', () => {
  it('measures an engine that runs here', async () => {
    const { trainRowsPerSecond, scoreRowsPerSecond, problem } = await measureEngine(engineOf('tfjs-wasm'), host)
    expect(problem).toBeNull()
    expect(trainRowsPerSecond).toBeGreaterThan(0)
    expect(scoreRowsPerSecond).toBeGreaterThan(0)
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
