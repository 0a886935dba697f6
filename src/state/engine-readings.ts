import { LabWorker } from '../bridge/lab-worker.ts'
import { engines } from '../core/engines/index.ts'
import type { EngineReading } from '../core/lab.ts'

const KEY = 'skewlab.engines.2'

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
 * Measures one engine after the other, each in a worker of its own, so that one that hangs or crashes harms nobody.
 * null where it was aborted.
 */
export async function measureEngines(signal: AbortSignal): Promise<readonly EngineReading[] | null> {
  const readings: EngineReading[] = []
  for (const { id } of engines) {
    if (signal.aborted) return null
    const worker = new LabWorker(`measure-${id}`, () => undefined)
    const abort = (): void => worker.terminate('measuring gave way to training')
    signal.addEventListener('abort', abort)
    try {
      readings.push(await worker.call((lab) => lab.engines.measure(id)))
    } catch (error) {
      if (signal.aborted) return null
      const none = { trainRowsPerSecond: null, scoreRowsPerSecond: null }
      readings.push({ id, ...none, problem: (error as Error).message, isLost: true })
    } finally {
      signal.removeEventListener('abort', abort)
      worker.terminate('measured')
    }
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

interface Remembered {
  readonly agent: string
  readonly readings: readonly EngineReading[]
}

function isReading(value: unknown): value is EngineReading {
  const reading = value as Partial<EngineReading> | null
  return engines.some((engine) => engine.id === reading?.id)
}
