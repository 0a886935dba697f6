import { arrivalOf, servedWhen, type Arrival } from '../../core/runs/deployments.ts'
import { DAY } from '../../core/kernel/time.ts'
import type { KeptOperation, KeptVersion } from '../../state/kept-operation.ts'
import type { View } from '../view.ts'
import { formatDay } from './drift.ts'

export const view = {
  id: 'versions',
  label: 'Which version served when',
  help:
    'A version is a model as it was at one moment: what it had learnt, and what corrects its scores. To deploy it is to let it answer live ' +
    'traffic: then it is the champion of its lane, and a version that is only compared with it is a challenger. Each line is a stretch of ' +
    'simulated time over which one version answered. Retraining, or winding trees back, ends one and begins the next.',
  needs: 'windows',
} as const satisfies View

/** A stretch over which a version answered traffic, in words. */
export interface VersionRow {
  readonly key: string
  readonly order: number
  readonly name: string
  readonly origin: string
  readonly from: string
  readonly until: string
  readonly why: string
  readonly isServing: boolean
}

const WHY: Record<Arrival, string> = {
  start: 'deployed when traffic started',
  promoted: 'promoted in place of the one before',
  released: 'released to all traffic after a comparison',
  'rolled back': 'rolled back: it had served before',
}

/** The newest stretch first; those of one time in the order of their lanes. */
export function versionRows({ log, versions, to }: KeptOperation, isUnderWay: boolean): VersionRow[] {
  const spans = servedWhen(log).flatMap((span) => {
    const version = versions.find(({ id }) => id === span.version)
    return version ? [{ span, version }] : []
  })
  spans.sort((a, b) => b.span.from - a.span.from || a.version.order - b.version.order)
  return spans.map(({ span, version }) => ({
    key: `${version.id} ${span.from}`,
    order: version.order,
    name: nameOf(version),
    origin: originOf(version),
    from: `day ${dayOf(span.from)}`,
    until: span.to !== null ? `day ${dayOf(span.to)}` : isUnderWay ? 'now' : `day ${dayOf(to)}, when traffic ended`,
    why: WHY[arrivalOf(log, span)],
    isServing: isUnderWay && span.to === null,
  }))
}

/** What one traffic is called beside others: `now, from day 7`, `30 Nov, 14:05: days 7 to 12`. */
export function operationName({ startedAt, from, to }: KeptOperation, isUnderWay: boolean): string {
  if (isUnderWay) return `now, from day ${dayOf(from)}`
  const began = new Date(startedAt).toLocaleString('en-GB', {
    ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  })
  return `${began}: days ${dayOf(from)} to ${dayOf(to)}`
}

function nameOf({ label, seed }: KeptVersion): string {
  return seed === undefined ? label : `${label}, seed ${seed}`
}

function originOf({ origin, trainedOn }: KeptVersion): string {
  switch (origin?.kind) {
    case undefined:
      return 'not kept by an earlier version of this page'
    case 'trained':
      return 'trained here'
    case 'retrained':
      return trainedOn
        ? `retrained on days ${dayOf(trainedOn.from)} to ${dayOf(trainedOn.to)}`
        : 'retrained on live traffic'
    case 'rewound':
      return `wound back to round ${origin.rounds}`
    case 'imported':
      return `imported from ${origin.file}`
  }
}

function dayOf(seconds: number): string {
  return formatDay(seconds / DAY)
}
