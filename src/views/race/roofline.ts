import { formatCompact, formatFlops, formatRate } from '../../core/kernel/numbers.ts'
import { laneOf, type Look } from '../../charts/lane.ts'
import type { EngineId } from '../../core/engines/index.ts'
import { networkWork, probeWork, roofsOf, type Roof, type Work } from '../../core/engines/roof.ts'
import type { EngineReading } from '../../core/lab.ts'
import type { RunState } from '../../state/run.svelte.ts'
import { engineName } from '../../core/report/engine-name.ts'
import { groupsOf, numbered, type Group } from '../../core/report/groups.ts'
import { meanOf } from '../../core/report/values.ts'

/** A network under the roof of its engine. */
export interface RoofRow {
  readonly key: string
  readonly name: string
  readonly look: Look
  readonly engine: EngineId
  /** Null has no share to draw. */
  readonly roof: Roof | null
  readonly train: Work
  readonly score: Work
  /** Said in place of shares; empty where they are known. */
  readonly missing: string
}

/**
 * The probe on the engine in use, then the networks whose runs have ended, a repeat as the mean of its seeds; their engines in
 * their names where they differ.
 */
export function roofRows(chosen: string, runs: readonly RunState[], readings: readonly EngineReading[]): RoofRow[] {
  const ended = runs.filter((run) => run.report !== null && !run.learner.trainedBy)
  const rows = numbered(groupsOf(ended)).flatMap((group) => rowOf(group, readings) ?? [])
  const reading = readings.find(({ id }) => id === chosen)
  if (reading && reading.trainRowsPerSecond !== null) rows.unshift(probeRow(reading, readings))
  return isMixed(rows) ? rows.map((row) => ({ ...row, name: `${row.name}, ${engineName(row.engine)}` })) : rows
}

/**
 * `roof 60 GFLOP/s on 2 threads`; a line for each, with its engine where there are several, and without its threads
 * where there are fewer places than it takes.
 */
export function roofTexts(rows: readonly RoofRow[], places = Infinity): string[] {
  const roofs = new Map(rows.flatMap(({ roof }) => (roof ? [[roof.engine, roof] as const] : [])))
  return [...roofs.values()].map(({ engine, flops, threads }) => {
    const short = `${isMixed(rows) ? `${engineName(engine)}: ` : ''}roof ${formatFlops(flops)}`
    const long = `${short} on ${threads === 1 ? '1 thread' : `${threads} threads`}`
    return long.length > places ? short : long
  })
}

export function speakRoof(rows: readonly RoofRow[]): string {
  const said = rows.map(({ name, train, score, missing }) => {
    if (missing) return `${name} ${ratesText(train, score)}, ${missing}`
    return `${name} ${[shareText('trains', train), shareText('scores', score)].join(', ')}`
  })
  const roofs = roofTexts(rows).join(', ') || 'no roof'
  return `Share of the roof, ${roofs}: ${said.join('; ') || 'no network measured yet'}`
}

export function ratesText(train: Work, score: Work): string {
  return `trains ${rateText(train)}, scores ${rateText(score)}`
}

/** `scores 2.4k rows/s on the GPU`: what an engine that has a roof does beside it. */
export function offRoofText(kind: 'trains' | 'scores', work: Work): string {
  return `${kind} ${rateText(work)}${work.rowsPerSecond === null ? '' : ' on the GPU'}`
}

const PROBE_LOOK: Look = { color: 'var(--ink-2)', dash: '', marker: 'circle' }

function probeRow(reading: EngineReading, readings: readonly EngineReading[]): RoofRow {
  const { id: engine } = reading
  const roofs = roofsOf(engine, readings)
  return {
    ...{ key: 'probe', name: 'Probe', look: PROBE_LOOK, engine, roof: roofs.train },
    ...probeWork(reading, roofs),
    missing: missingOf(engine, roofs.train),
  }
}

/** null where the engine that trained it is not known. */
function rowOf({ key, name, runs }: Group<RunState>, readings: readonly EngineReading[]): RoofRow | null {
  const reports = runs.flatMap(({ report }) => (report ? [report] : []))
  const { engine, flopsPerRow: forward = null } = reports[0]
  if (engine === null) return null
  const roofs = roofsOf(engine, readings)
  const mean = (rates: readonly (number | null)[]) =>
    meanOf(rates.map((rate) => (rate !== null && rate > 0 && rate < Infinity ? rate : null)))
  const rates = {
    trainRowsPerSecond: mean(reports.map((report) => report.trainRowsPerSecond)),
    scoreRowsPerSecond: mean(reports.map((report) => report.scoreRowsPerSecond)),
  }
  return {
    ...{ key, name, look: laneOf(runs[0].laneIndex), engine },
    roof: forward === null ? null : roofs.train,
    ...networkWork(rates, forward, roofs),
    missing: missingOf(engine, roofs.train) || (forward === null ? 'train again for its share' : ''),
  }
}

function isMixed(rows: readonly RoofRow[]): boolean {
  return new Set(rows.map(({ engine }) => engine)).size > 1
}

function missingOf(engine: EngineId, roof: Roof | null): string {
  return roof === null ? `no roof measured for ${engineName(engine)}` : ''
}

function shareText(kind: 'trains' | 'scores', work: Work): string {
  return work.share === null ? offRoofText(kind, work) : `${kind} at ${formatRate(work.share)}`
}

function rateText({ rowsPerSecond }: Work): string {
  return rowsPerSecond === null ? 'at an unknown rate' : `${formatCompact(rowsPerSecond)} rows/s`
}
