import { partKeeper } from './asked-part.ts'
import { engineKeeper } from './engines.ts'
import { gpuKeeper, type GpuRules } from '../scoring/gpus.ts'
import type { LabHost } from './contract.ts'
import { runKeeper } from './runs.ts'
import { tableKeeper } from './tables.ts'

/** What the doors of one lab open on: its host, and what it keeps. */
export type House = ReturnType<typeof furnished>

export function furnished(host: LabHost, gpuRules?: GpuRules) {
  const tables = tableKeeper(host)
  const runs = runKeeper(host, tables, engineKeeper(host), gpuKeeper(host, gpuRules))
  return { host, tables, runs, parts: partKeeper(host, tables) }
}
