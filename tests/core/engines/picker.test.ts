import { describe, expect, it } from 'vitest'
import { engineOf, engines } from '../../../src/core/engines/index.ts'
import {
  cannotRun,
  engineAfter,
  fallbackOf,
  measureEngine,
  pickEngine,
  tradeOf,
  type EngineReading,
} from '../../../src/core/engines/picker.ts'
import { Random } from '../../../src/core/kernel/random.ts'
import { nodeHost as host } from '../../../src/headless/host.ts'

const reading = (id: EngineReading['id'], rate: number | null): EngineReading => ({
  id,
  trainRowsPerSecond: rate,
  scoreRowsPerSecond: rate,
  problem: rate === null ? 'no such thing here' : null,
})

describe('pickEngine', () => {
  it('takes what repeats bit for bit, says how fast it is, and what a faster one would give up', () => {
    const readings = [reading('fused', 100_000), reading('fused-relaxed', 260_000), reading('tfjs-webgpu', 90_000)]
    expect(pickEngine(readings)).toEqual({
      id: 'fused',
      why:
        'its runs repeat bit for bit; it trained 100,000 rows/s here; Skewlab relaxed trained 2.6 times as fast, ' +
        'but another machine or browser gives other last digits: it has to be chosen',
    })
    expect(pickEngine(readings.slice(0, 1)).why).toBe('its runs repeat bit for bit; it trained 100,000 rows/s here')
  })

  it('takes an engine that repeats bit for bit for every one of 1,000 noisy sets of readings, and always the same', () => {
    const random = Random.of(1)
    const taken = new Set<string>()
    for (let i = 0; i < 1000; i++) {
      const readings = engines.map(({ id }) => reading(id, 1e5 * Math.exp(2 * random.normal())))
      for (const one of readings)
        if (!engineOf(one.id).reproducible && random.uniform() < 0.2) Object.assign(one, reading(one.id, null))
      taken.add(pickEngine(readings).id)
      expect(engineOf(fallbackOf(engines[i % engines.length].id, readings)).reproducible).toBe(true)
    }
    expect([...taken]).toEqual(['fused'])
  })

  it('takes fused where nothing was measured, or its worker was lost while it was', () => {
    expect(pickEngine([])).toEqual({ id: 'fused', why: 'its runs repeat bit for bit' })
    const lost = { ...reading('fused', null), isLost: true }
    expect(pickEngine([lost, reading('tfjs-wasm', 9_000)]).id).toBe('fused')
    expect([cannotRun(lost), cannotRun(reading('fused', null))]).toEqual([false, true])
  })

  it('takes the next that repeats where fused cannot run, and says so where nothing that repeats can', () => {
    const none = reading('fused', null)
    expect(pickEngine([none, reading('tfjs-wasm', 9_000), reading('tfjs-webgl', 90_000)]).id).toBe('tfjs-wasm')
    expect(pickEngine([none, reading('tfjs-wasm', null), reading('tfjs-cpu', 800)])).toEqual({
      id: 'tfjs-cpu',
      why: 'no engine that repeats bit for bit can run here; it trained 800 rows/s here',
    })
  })

  it('goes by what an engine promises, not by what readings of earlier versions said of it', () => {
    const kept = { ...reading('tfjs-webgpu', 9e6), reproducible: true, name: 'tfjs WebGPU' }
    expect(pickEngine([kept]).id).toBe('fused')
  })
})

describe('tradeOf', () => {
  it('says what is given up, and what is gained where both were measured', () => {
    expect(tradeOf('fused', [])).toBe('its runs repeat bit for bit')
    expect(tradeOf('fused-relaxed', [])).toBe('another machine or browser gives other last digits')
    expect(tradeOf('fused-relaxed', [reading('fused', 100_000), reading('fused-relaxed', 140_000)])).toBe(
      'it trained 1.4 times as fast as Skewlab here, but another machine or browser gives other last digits'
    )
  })

  it('has words for every engine that does not repeat bit for bit, and for no other', () => {
    for (const { givesUp, reproducible } of engines) expect(givesUp === '').toBe(reproducible)
  })
})

describe('fallbackOf', () => {
  it('is an engine that repeats bit for bit, however fast others are, and not the one that was lost', () => {
    const readings = [reading('tfjs-wasm', 12_000), reading('tfjs-webgpu', 34_000), reading('tfjs-webgl', 20_000)]
    expect(fallbackOf('tfjs-webgpu', readings)).toBe('fused')
    expect(fallbackOf('tfjs-webgpu', [reading('fused', null), ...readings])).toBe('tfjs-wasm')
    expect(fallbackOf('fused', readings)).toBe('tfjs-wasm')
    expect(fallbackOf('tfjs-wasm', [reading('fused', null)])).toBe('tfjs-cpu')
  })
})

describe('engineAfter', () => {
  it('stays once with what repeats bit for bit, lost or not, and leaves another that was lost at once', () => {
    const after = (id: EngineReading['id'], isLost: boolean, failures: number) =>
      engineAfter(id, { isLost, failures }, [])
    expect([after('fused', true, 1), after('fused', true, 2)]).toEqual(['fused', 'tfjs-wasm'])
    expect([after('fused', false, 1), after('fused', false, 2)]).toEqual(['fused', 'tfjs-wasm'])
    expect([after('tfjs-webgpu', true, 1), after('tfjs-webgpu', false, 1)]).toEqual(['fused', 'tfjs-webgpu'])
    expect(after('tfjs-webgpu', false, 2)).toBe('fused')
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
    const { peakFlops, threads } = await measureEngine(engineOf('fused'), host)
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
