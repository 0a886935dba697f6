import '@testing-library/jest-dom/vitest'
import { cleanup, render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { tick } from 'svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { addressOf } from '../../../src/app/address.ts'
import EngineNote from '../../../src/labs/models/EngineNote.svelte'
import { measureEngines } from '../../../src/state/engine-readings.ts'
import { LabState } from '../../../src/state/lab.svelte.ts'
import { openParts } from '../../../src/state/parts.ts'
import { finishedRun } from './finished-run.ts'

vi.mock('../../../src/state/engine-readings.ts', () => ({ rememberedReadings: () => [], measureEngines: vi.fn() }))

const reading = { id: 'tfjs-wasm', trainRowsPerSecond: 84_000, scoreRowsPerSecond: 313_000, problem: null } as const

function states(hash = 'lab=1') {
  window.history.replaceState(null, '', `#${hash}`)
  const parts = openParts()
  return { lab: new LabState(addressOf(window)), ...parts, parts }
}

beforeEach(() => vi.mocked(measureEngines).mockReset())

describe('EngineNote', () => {
  it('measures on demand, says so meanwhile, and offers to measure again', async () => {
    let tell = (_readings: [typeof reading]): void => undefined
    vi.mocked(measureEngines).mockReturnValue(new Promise((resolve) => (tell = resolve)))
    render(EngineNote, states())
    await userEvent.click(screen.getByText('Measure now'))
    expect(screen.getByText('Measuring…')).toBeDisabled()
    expect(await screen.findByText(/^Each engine is being measured/)).toBeInTheDocument()
    tell([reading])
    await vi.waitFor(() => expect(screen.getByText('Measure again')).toBeEnabled())
    expect(measureEngines).toHaveBeenCalledOnce()
    expect(screen.getByText('84k')).toBeInTheDocument()
  })

  it('does not measure while models train, and says so', async () => {
    const { lab, ...parts } = states()
    const run = finishedRun(0)
    run.status = 'running'
    parts.race.current = [run]
    render(EngineNote, { lab, ...parts })
    expect(screen.getByText('Measure when nothing trains')).toBeDisabled()
    run.status = 'finished'
    await tick()
    expect(screen.getByText('Measure now')).toBeEnabled()
  })

  it('says who chose an engine that is pinned, what it gains here and what it gives up', async () => {
    const { lab, parts } = states('lab=1&engine=fused-relaxed')
    render(EngineNote, { lab, ...parts })
    expect(
      screen.getByText('Chosen by you or by the link: another machine or browser gives other last digits.')
    ).toBeInTheDocument()
    expect(screen.getByText('Engine: Skewlab on the processor, relaxed')).toBeInTheDocument()
    parts.engines.readings = [
      { ...reading, id: 'fused' },
      { ...reading, id: 'fused-relaxed', trainRowsPerSecond: 168_000 },
    ]
    await tick()
    expect(screen.getByText(/: it trained 2 times as fast as Skewlab here, but another machine/)).toBeInTheDocument()
  })

  it('says that what Auto takes repeats bit for bit, however fast another one is', () => {
    const { lab, parts } = states()
    parts.engines.readings = [
      { ...reading, id: 'fused' },
      { ...reading, id: 'tfjs-webgpu', trainRowsPerSecond: 840_000 },
    ]
    render(EngineNote, { lab, ...parts })
    expect(screen.getByText('Engine: Skewlab on the processor')).toBeInTheDocument()
    expect(
      screen.getByText(
        'Its runs repeat bit for bit; it trained 84,000 rows/s here; tfjs WebGPU trained 10 times as fast, but two runs ' +
          'may differ in their last digits, on the same machine too: it has to be chosen.'
      )
    ).toBeInTheDocument()
  })

  it('says that an engine which was pinned cannot run here, why, and who trains instead', () => {
    const { lab, parts } = states('lab=1&engine=tfjs-webgl')
    const none = { trainRowsPerSecond: null, scoreRowsPerSecond: null }
    parts.engines.readings = [
      { id: 'fused', ...none, problem: 'no SIMD in the WebAssembly of this machine.' },
      ...[reading, { id: 'tfjs-webgl', ...none, problem: 'this browser has no WebGL 2.' } as const],
    ]
    render(EngineNote, { lab, ...parts })
    expect(screen.getByRole('status')).toHaveTextContent(
      'TensorFlow.js on WebGL cannot run here: this browser has no WebGL 2; training goes on with TensorFlow.js on WebAssembly.'
    )
    expect(screen.getByText('Engine: TensorFlow.js on WebAssembly')).toBeInTheDocument()
  })

  it('says which engine a race went on with after its own was lost', async () => {
    const { lab, parts } = states('lab=1&engine=tfjs-webgpu')
    const run = finishedRun(0, { engine: 'tfjs-webgpu' })
    if (run.report) run.report = { ...run.report, engine: 'fused' }
    const view = render(EngineNote, { lab, ...parts })
    expect(screen.queryByRole('status')).toBeNull()
    parts.race.current = [run]
    await view.rerender({})
    expect(screen.getByRole('status')).toHaveTextContent(
      'TensorFlow.js on WebGPU was lost in training, which went on with Skewlab on the processor.'
    )
  })

  it('says who scored test of a run where a GPU might have, and why', async () => {
    const { lab, parts } = states()
    const run = finishedRun(1)
    if (run.report)
      run.report = { ...run.report, scoredBy: { engine: 'fused-webgpu', why: 'it scored 3.0, 3.1, 3.2 times as many' } }
    parts.race.current = [finishedRun(0), run]
    render(EngineNote, { lab, ...parts })
    expect(screen.getAllByText(/test was scored by/).map((line) => line.textContent)).toEqual([
      'DCN-V2: test was scored by Skewlab on WebGPU; it scored 3.0, 3.1, 3.2 times as many.',
    ])
  })

  it('says what is lost without cross-origin isolation, and only then', async () => {
    const view = render(EngineNote, { ...states(), isIsolated: false })
    expect(screen.getByText(/trains on one core; finished models are scored on the others too/)).toBeInTheDocument()
    await view.rerender({ isIsolated: true })
    expect(screen.queryByText(/trains on one core/)).toBeNull()
  })

  it('leaves the picture out where a teacher hid it', async () => {
    render(EngineNote, states())
    expect(await screen.findByText('Engines on this machine')).toBeInTheDocument()
    cleanup()
    render(EngineNote, states('lab=1&hide=engines'))
    await new Promise((resolve) => setTimeout(resolve))
    expect(screen.queryByText('Engines on this machine')).toBeNull()
    expect(screen.getByText(/^Engine: /)).toBeInTheDocument()
  })
})
