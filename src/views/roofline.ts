import { formatCompact, formatFlops, formatRate } from '../charts/format.ts'
import { laneOf, type Look } from '../charts/lane.ts'
import type { EngineId } from '../core/engines/engine.ts'
import { probe } from '../core/engines/picker.ts'
import type { EngineReading } from '../core/lab.ts'
import { flopsPerRow } from '../core/networks/flops.ts'
import type { RunState } from '../state/run.svelte.ts'
import { groupsOf, numbered, type Group } from './groups.ts'
import { meanOf } from './reading.ts'

/** What a plain matrix product reaches on this machine. */
export interface Roof {
  readonly engine: EngineId
  /** Floating-point operations a second. */
  readonly flops: number
  readonly threads: number
}

/** How hard a network works the machine; null is not known. */
export interface Work {
  readonly rowsPerSecond: number | null
  /** Floating-point operations a second. */
  readonly flops: number | null
  /** Of the roof. */
  readonly share: number | null
}

/** A network under the roof. */
export interface RoofRow {
  readonly key: string
  readonly name: string
  readonly look: Look
  readonly train: Work
  readonly score: Work
  /** Said in place of shares; empty where they are known. */
  readonly missing: string
}

/** The roof of the first engine, in the order of the catalogue, that has measured one. */
export function roofOf(readings: readonly EngineReading[], kinds: readonly { readonly id: EngineId }[]): Roof | null {
  for (const { id } of kinds) {
    const reading = readings.find((one) => one.id === id)
    if (reading?.peakFlops) return { engine: id, flops: reading.peakFlops, threads: reading.threads ?? 1 }
  }
  return null
}

/** The probe on the engine in use, then the runs that have ended, a repeat as the mean of its seeds. */
export function roofRows(reading: EngineReading | null, runs: readonly RunState[], roof: Roof): RoofRow[] {
  const ended = runs.filter((run) => run.report !== null)
  const networks = numbered(groupsOf(ended)).map((group) => rowOf(group, roof))
  if (!reading || reading.trainRowsPerSecond === null) return networks
  const name = named('Probe', reading.id, roof)
  return [{ key: 'probe', name, look: PROBE_LOOK, ...probeWork(reading, roof), missing: '' }, ...networks]
}

/** What the rates that an engine was measured at ask of the machine. */
export function probeWork(
  rates: Pick<EngineReading, 'trainRowsPerSecond' | 'scoreRowsPerSecond'>,
  roof: Roof | null
): { train: Work; score: Work } {
  const forward = flopsPerRow(probe)
  return {
    train: workOf(rates.trainRowsPerSecond, TRAINING * forward, roof),
    score: workOf(rates.scoreRowsPerSecond, forward, roof),
  }
}

export function workOf(rowsPerSecond: number | null, flopsEach: number | null, roof: Roof | null): Work {
  const flops = rowsPerSecond === null || flopsEach === null ? null : rowsPerSecond * flopsEach
  return { rowsPerSecond, flops, share: flops === null || roof === null ? null : flops / roof.flops }
}

export function roofText({ flops, threads }: Roof): string {
  return `roof ${formatFlops(flops)} on ${threads === 1 ? '1 thread' : `${threads} threads`}`
}

export function speakRoof(rows: readonly RoofRow[], roof: Roof): string {
  const said = rows.map(({ name, train, score, missing }) => {
    if (missing) return `${name} trains ${formatCompact(train.rowsPerSecond ?? 0)} rows/s, ${missing}`
    return `${name} trains at ${formatRate(train.share)}, scores at ${formatRate(score.share)}`
  })
  return `${roofText(roof)}: ${said.join('; ') || 'no network measured yet'}`.replace('roof', 'Roof')
}

const PROBE_LOOK: Look = { color: 'var(--ink-2)', dash: '', marker: 'circle' }
/** Forward, and two products backward. */
const TRAINING = 3

function rowOf({ key, name, runs }: Group, roof: Roof): RoofRow {
  const reports = runs.flatMap(({ report }) => (report ? [report] : []))
  const forward = reports[0].flopsPerRow ?? null
  const mean = (rates: readonly number[]) => meanOf(rates.map((rate) => (rate > 0 && rate < Infinity ? rate : null)))
  const training = forward === null ? null : TRAINING * forward
  return {
    key,
    name: named(name, reports[0].engine, roof),
    look: laneOf(runs[0].order),
    train: workOf(mean(reports.map((report) => report.trainRowsPerSecond)), training, roof),
    score: workOf(mean(reports.map((report) => report.scoreRowsPerSecond)), forward, roof),
    missing: forward === null ? 'train again for its share' : '',
  }
}

function named(name: string, engine: EngineId, roof: Roof): string {
  return engine === roof.engine ? name : `${name}, ${engine}`
}
