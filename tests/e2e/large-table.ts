import { engines, type ListedEngine } from '../../src/core/engines/index.ts'
import { chooseScorer } from '../../src/core/engines/scoring-choice.ts'
import { createLab } from '../../src/core/lab.ts'
import type { GpuRules } from '../../src/core/scoring/gpus.ts'
import { commandQueue } from '../../src/core/training/commands.ts'
import type { RunReport, RunSpec } from '../../src/core/training/run.ts'
import { defaultDocument } from '../../src/scenarios/document.ts'
import { recipeOf } from '../../src/scenarios/recipe.ts'
import { browserHost } from '../../workers/host.ts'

/*
 * What the page of large-table.webgpu.spec.ts does: a run of the lab itself, with a table called large from 20,000 rows on.
 */

/** `processor` asks no GPU, `measured` goes by what it measures, `lost` destroys the device once it is chosen. */
export type How = 'processor' | 'fused-webgpu' | 'tfjs-webgl' | 'measured' | 'lost'

const document = defaultDocument('ad-ctr')
const recipe = recipeOf({ ...document, world: { ...document.world, rows: 20_000, baseRate: 0.05 } })
const settings = { epochs: 1, hidden: '16', recalibrate: 'isotonic', treatment: 'class-weights' }

export async function reportOf(how: How): Promise<Omit<RunReport, 'checkpoint'>> {
  const devices = keepDevices()
  const kinds = engines.flatMap((kind: ListedEngine) =>
    kind.startScoring && (how === kind.id || (how !== 'tfjs-webgl' && kind.id === 'fused-webgpu'))
      ? [{ ...kind, startScoring: kind.startScoring }]
      : []
  )
  const choose: GpuRules['choose'] = (turns) => {
    if (how === 'lost') for (const device of devices) device.destroy()
    return how === 'measured' ? chooseScorer(turns) : { isGpu: true, why: 'asked for' }
  }
  const leastRows = how === 'processor' ? Infinity : 20_000
  const lab = createLab(
    browserHost(() => undefined),
    { leastRows, kinds, choose }
  )
  const lane = document.lanes.find(({ id }) => id === 'dcn-v2')!
  const spec: RunSpec = {
    ...{ id: how, lane: how, model: lane.model, recipe, engine: 'fused', mayScoreOnGpu: true },
    settings: { ...lane.settings, ...settings },
  }
  const metrics = { k: 10, gain: 'linear', alerts: 100 } as const
  const training = lab.runs.train(spec, { metrics, commands: commandQueue() })
  for (;;) {
    const next = await training.next()
    if (!next.done) continue
    const { checkpoint: _checkpoint, ...report } = next.value
    return report
  }
}

/** Devices that are asked for from now on. */
function keepDevices(): readonly GPUDevice[] {
  const devices: GPUDevice[] = []
  const create = GPUAdapter.prototype.requestDevice
  GPUAdapter.prototype.requestDevice = async function (...args) {
    const device = await create.apply(this, args)
    devices.push(device)
    return device
  }
  return devices
}
