import { LabWorker } from './lab-worker.ts'
import { engines, type EngineId } from '../core/engines/index.ts'
import type { EngineReading } from '../core/lab.ts'
import type { Cores } from './cores.ts'

const KEY = 'skewlab.engines.2'
/** Between giving way and trying again: what needed the machine often needs it again at once, as windows of traffic do. */
const AGAIN_AFTER_MS = 3_000

/** What this browser measured before; empty where nothing was, or it cannot be read. */
export function rememberedReadings(): EngineReading[] {
  try {
    const { agent, readings } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Remembered>
    return agent === navigator.userAgent && Array.isArray(readings) ? readings.filter(isReading) : []
  } catch {
    return []
  }
}

/**
 * Measures one engine after the other, each in a worker of its own, so that one that hangs or crashes affects no other, and each on
 * the whole machine: it gives way to whatever waits for a core, and is measured again after that.
 * null where it was aborted.
 */
export async function measureEngines(cores: Cores, signal: AbortSignal): Promise<readonly EngineReading[] | null> {
  const readings: EngineReading[] = []
  for (const { id } of engines) {
    let reading: EngineReading | null = null
    while (!reading) {
      if (signal.aborted) return null
      reading = await measureAlone(id, cores, signal)
      if (!reading) await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS))
    }
    readings.push(reading)
  }
  // Where not even one could be loaded, the network is to blame and not the browser.
  if (readings.every(({ problem }) => problem !== null)) return null
  try {
    localStorage.setItem(KEY, JSON.stringify({ agent: navigator.userAgent, readings } satisfies Remembered))
  } catch {
    // Without storage it is measured again next time.
  }
  return readings
}

/** null where it gave way. */
async function measureAlone(id: EngineId, cores: Cores, signal: AbortSignal): Promise<EngineReading | null> {
  const worker = new LabWorker(`measure-${id}`, () => undefined)
  worker.mostCores = cores.total
  let gaveWay = false
  const giveWay = (): void => {
    gaveWay = true
    worker.terminate('measuring was interrupted')
  }
  signal.addEventListener('abort', giveWay)
  try {
    const request = { use: 'measuring', least: cores.total, most: cores.total, giveWay } as const
    return await cores.during(request, () => worker.call((lab) => lab.engines.measure(id)), signal)
  } catch (error) {
    if (gaveWay) return null
    const none = { trainRowsPerSecond: null, scoreRowsPerSecond: null }
    return { id, ...none, problem: (error as Error).message, isLost: true }
  } finally {
    signal.removeEventListener('abort', giveWay)
    worker.terminate('measured')
  }
}

interface Remembered {
  readonly agent: string
  readonly readings: readonly EngineReading[]
}

function isReading(value: unknown): value is EngineReading {
  const reading = value as Partial<EngineReading> | null
  return engines.some((engine) => engine.id === reading?.id)
}
