import { pickEngine } from '../core/engines/picker.ts'
import type { EngineReading } from '../core/lab.ts'
import type { Cores } from './cores.ts'
import { measureEngines, rememberedReadings } from './engine-readings.ts'

/** How fast the engines proved on this machine, and which of them trains where none was chosen. */
export class EngineBenchmarks {
  readings = $state.raw<readonly EngineReading[]>(rememberedReadings())
  /** Whether engines are as well known as they can be; not where measuring was interrupted to a training. */
  isMeasured = $state(rememberedReadings().length > 0)
  readonly chosen = $derived(pickEngine(this.readings))

  private measuring = $state.raw<AbortController | null>(null)
  readonly isMeasuring = $derived(this.measuring !== null)
  private readonly cores: Cores

  constructor(cores: Cores) {
    this.cores = cores
  }

  /** Measures every engine once per browser; `again` whatever is remembered. */
  async measure(again = false): Promise<void> {
    if (this.measuring || (this.readings.length && !again)) return
    const measuring = (this.measuring = new AbortController())
    const readings = await measureEngines(this.cores, measuring.signal)
    if (readings) this.readings = readings
    this.measuring = null
    if (!measuring.signal.aborted) this.isMeasured = true
  }

  /** Ends what is being measured: something else needs the machine for long. */
  giveWay(): void {
    this.measuring?.abort()
  }
}
