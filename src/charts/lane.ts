import { symbol, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolStar, symbolTriangle } from 'd3'

export type Marker = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'star'

/** How an entrant looks everywhere: one colour and one dash and one marker. */
export interface Look {
  readonly color: string
  /** Value of `stroke-dasharray`; empty is a solid line. */
  readonly dash: string
  readonly marker: Marker
}

const looks: readonly Look[] = [
  { color: 'var(--lane-0)', dash: '', marker: 'circle' },
  { color: 'var(--lane-1)', dash: '7 3', marker: 'square' },
  { color: 'var(--lane-2)', dash: '2 3', marker: 'triangle' },
  { color: 'var(--lane-3)', dash: '9 3 2 3', marker: 'diamond' },
  { color: 'var(--lane-4)', dash: '4 2', marker: 'cross' },
  { color: 'var(--lane-5)', dash: '1 3 5 3', marker: 'star' },
]

const shapes = {
  circle: symbolCircle,
  square: symbolSquare,
  triangle: symbolTriangle,
  diamond: symbolDiamond,
  cross: symbolCross,
  star: symbolStar,
}

/** The look of the entrant at this place of the race, from 0; looks repeat after six. */
export function laneOf(order: number): Look {
  return looks[((order % looks.length) + looks.length) % looks.length]
}

/** Path of a marker about the origin; `area` in square pixels. */
export function markerPath(marker: Marker, area = 46): string {
  return symbol(shapes[marker], area)() ?? ''
}
