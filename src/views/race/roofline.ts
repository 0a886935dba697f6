import { formatCompact, formatFlops, formatRate } from '../../charts/format.ts'
import { laneOf, type Look } from '../../charts/lane.ts'
import { engineOf, type EngineId } from '../../core/engines/index.ts'
import { probe } from '../../core/engines/picker.ts'
import type { EngineReading } from '../../core/lab.ts'
import { flopsPerRow } from '../../core/networks/flops.ts'
import type { RunState } from '../../state/run.svelte.ts'
import { engineName } from './engine-name.ts'
import { groupsOf, numbered, type Group } from '../reading/groups.ts'
import { meanOf } from '../reading/reading.ts'

/** What a plain matrix product reaches on this machine with the kernels of an engine. */
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

/** What an engine does, and under which roofs; null of a GPU, and of TensorFlow.js: no roof was measured for them. */
export interface Roofs {
  readonly train: Roof | null
  readonly score: Roof | null
}

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

/** The roofs over an engine's work. */
export function roofsOf(engine: EngineId, readings: readonly EngineReading[]): Roofs {
  const { trainsAs } = engineOf(engine)
  const train = roofOf(trainsAs ?? engine, readings)
  return { train, score: trainsAs ? null : train }
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

/** What the rates that an engine was measured at ask of the machine. */
export function probeWork(
  rates: Pick<EngineReading, 'trainRowsPerSecond' | 'scoreRowsPerSecond'>,
  roofs: Roofs
): { train: Work; score: Work } {
  const forward = flopsPerRow(probe)
  return {
    train: workOf(rates.trainRowsPerSecond, TRAINING * forward, roofs.train),
    score: workOf(rates.scoreRowsPerSecond, forward, roofs.score),
  }
}

export function workOf(rowsPerSecond: number | null, flopsEach: number | null, roof: Roof | null): Work {
  const flops = rowsPerSecond === null || flopsEach === null ? null : rowsPerSecond * flopsEach
  return { rowsPerSecond, flops, share: flops === null || roof === null ? null : flops / roof.flops }
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
/** Forward, and two products backward. */
const TRAINING = 3

function roofOf(engine: EngineId, readings: readonly EngineReading[]): Roof | null {
  const reading = readings.find(({ id }) => id === engine)
  return reading?.peakFlops ? { engine, flops: reading.peakFlops, threads: reading.threads ?? 1 } : null
}

function probeRow(reading: EngineReading, readings: readonly EngineReading[]): RoofRow {
  const { id: engine } = reading
  const roofs = roofsOf(engine, readings)
  return {
    ...{ key: 'probe', name: 'Probe', look: PROBE_LOOK, engine, roof: roofs.train },
    ...probeWork(reading, roofs),
    missing: missingOf(engine, roofs.train),
  }
}

/** null where nobody knows what trained it. */
function rowOf({ key, name, runs }: Group, readings: readonly EngineReading[]): RoofRow | null {
  const reports = runs.flatMap(({ report }) => (report ? [report] : []))
  const { engine, flopsPerRow: forward = null } = reports[0]
  if (engine === null) return null
  const roofs = roofsOf(engine, readings)
  const mean = (rates: readonly (number | null)[]) =>
    meanOf(rates.map((rate) => (rate !== null && rate > 0 && rate < Infinity ? rate : null)))
  const training = forward === null ? null : TRAINING * forward
  return {
    ...{ key, name, look: laneOf(runs[0].order), engine },
    roof: forward === null ? null : roofs.train,
    train: workOf(mean(reports.map((report) => report.trainRowsPerSecond)), training, roofs.train),
    score: workOf(mean(reports.map((report) => report.scoreRowsPerSecond)), forward, roofs.score),
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
