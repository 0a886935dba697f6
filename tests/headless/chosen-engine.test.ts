import { describe, expect, it } from 'vitest'
import type { EngineId } from '../../src/core/engines/index.ts'
import type { Lab } from '../../src/core/lab.ts'
import { chosenEngine } from '../../src/headless/training.ts'

/** A machine on which these engines cannot run; it says which were measured. */
function machineWithout(...without: readonly EngineId[]) {
  const measured: EngineId[] = []
  const measure = (id: EngineId) => {
    measured.push(id)
    const rate = without.includes(id) ? null : 20_000
    const problem = rate === null ? 'no such thing here' : null
    return Promise.resolve({ id, trainRowsPerSecond: rate, scoreRowsPerSecond: rate, problem })
  }
  return { lab: { engines: { measure } } as unknown as Lab, measured }
}

describe('chosenEngine', () => {
  it('takes what repeats bit for bit where auto is asked for, says why, and measures no more than it needs', async () => {
    const { lab, measured } = machineWithout()
    expect(await chosenEngine(lab, 'auto', 'auto')).toEqual({
      engine: 'fused',
      mayScoreOnGpu: true,
      why: 'engine: Skewlab on the processor: its runs repeat bit for bit; it trained 20,000 rows/s here',
    })
    expect(measured).toEqual(['fused'])
  })

  it('takes the next that repeats where the first cannot run, and ends where none can', async () => {
    expect((await chosenEngine(machineWithout('fused').lab, 'auto', 'auto')).engine).toBe('tfjs-wasm')
    const { lab, measured } = machineWithout('fused', 'tfjs-wasm', 'tfjs-cpu')
    expect((await chosenEngine(lab, 'auto', 'auto')).engine).toBe('tfjs-cpu')
    expect(measured).toEqual(['fused', 'tfjs-wasm', 'tfjs-cpu'])
  })

  it('measures nothing where an engine is named, or nobody asks', async () => {
    const { lab, measured } = machineWithout()
    expect(await chosenEngine(lab, 'fused-relaxed', 'fused-relaxed')).toEqual({ engine: 'fused-relaxed', why: null })
    expect(await chosenEngine(lab, 'auto', undefined)).toEqual({ engine: 'fused', why: null })
    expect(measured).toEqual([])
  })
})
