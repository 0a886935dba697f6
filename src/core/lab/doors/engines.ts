import { engineOf, type EngineId } from '../../engines/index.ts'
import { measureEngine, type EngineReading } from '../../engines/picker.ts'
import type { House } from '../house.ts'

/** Who trains and scores networks here. */
export function enginesDoor({ host }: House) {
  return {
    /** How fast an engine trains and scores on this machine. */
    measure: async (engine: EngineId): Promise<EngineReading> => measureEngine(engineOf(engine), host),
  }
}
