/** What can happen to a version in traffic. */
export type DeploymentEvent = 'shadow' | 'challenge' | 'promote' | 'retire'

/** One entry of the log of what happened to versions in traffic. */
export interface Deployment {
  /** Simulated seconds. */
  readonly time: number
  readonly version: string
  readonly event: DeploymentEvent
}

/** What a version is to traffic: scored beside it, given some of it, answering it, no longer there, or never put there. */
export type Stage = 'shadow' | 'challenger' | 'champion' | 'retired' | 'candidate'

const STAGE_AFTER: Record<DeploymentEvent, Stage> = {
  shadow: 'shadow',
  challenge: 'challenger',
  promote: 'champion',
  retire: 'retired',
}

/** What the last event up to a time, that time included, made of a version. Entries of one time count in their order. */
export function stageOf(log: readonly Deployment[], version: string, time = Infinity): Stage {
  let last: Deployment | null = null
  for (const entry of log)
    if (entry.version === version && entry.time <= time && (!last || entry.time >= last.time)) last = entry
  return last ? STAGE_AFTER[last.event] : 'candidate'
}

/** A stretch of time over which a version answered traffic; `to` is null where it still does. */
export interface ServedSpan {
  readonly version: string
  readonly from: number
  readonly to: number | null
}

/** Which version answered traffic when, the earliest first. */
export function servedWhen(log: readonly Deployment[]): ServedSpan[] {
  const spans: ServedSpan[] = []
  for (const { time, version, event } of [...log].sort((a, b) => a.time - b.time)) {
    const open = spans.findIndex((span) => span.version === version && span.to === null)
    if (event === 'promote' && open < 0) spans.push({ version, from: time, to: null })
    if (event !== 'promote' && open >= 0) spans[open] = { ...spans[open], to: time }
  }
  return spans
}

/**
 * Why a version began to answer traffic: with the first ones, in place of another, after it had been scored beside the champion or given some
 * of the traffic, or because it had served before and was taken back.
 */
export type Arrival = 'start' | 'promoted' | 'released' | 'rolled back'

/** Why a stretch began, from what the log says before it. */
export function arrivalOf(
  log: readonly Deployment[],
  { version, from }: Pick<ServedSpan, 'version' | 'from'>
): Arrival {
  const inOrder = [...log].sort((a, b) => a.time - b.time)
  const isArrival = (entry: Deployment): boolean =>
    entry.version === version && entry.time === from && entry.event === 'promote'
  const earlier = inOrder.slice(0, inOrder.findIndex(isArrival))
  const own = earlier.filter((entry) => entry.version === version)
  if (own.some(({ event }) => event === 'promote')) return 'rolled back'
  if (own.some(({ event }) => event !== 'retire')) return 'released'
  return from === inOrder[0]?.time ? 'start' : 'promoted'
}
