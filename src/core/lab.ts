import type { LabHost } from './lab/contract.ts'
import { enginesDoor } from './lab/doors/engines.ts'
import { filesDoor } from './lab/doors/files.ts'
import { questionsDoor } from './lab/doors/questions.ts'
import { runsDoor } from './lab/doors/runs.ts'
import { tablesDoor } from './lab/doors/tables.ts'
import { furnished } from './lab/house.ts'
import type { GpuRules } from './scoring/gpus.ts'

export type * from './lab/contract.ts'

/** The doors of the simulator; every call through one may reject with one plain line. */
export type Lab = ReturnType<typeof createLab>

/** Opens the simulator: everything a page or a command line asks of it goes through one of its doors, on whatever platform hosts it. */
export function createLab(host: LabHost, gpuRules?: GpuRules) {
  const house = furnished(host, gpuRules)
  return {
    files: filesDoor(house),
    tables: tablesDoor(house),
    runs: runsDoor(house),
    questions: questionsDoor(house),
    engines: enginesDoor(house),
  }
}
