/** A word at a line that stands upright, in pixels. */
export interface LineLabel {
  readonly text: string
  /** Where its line stands. */
  readonly at: number
}

/** The same with its place: above the tops of all lines, so that it lies on none. */
export interface PlacedLabel extends LineLabel {
  readonly anchor: 'start' | 'end'
  /** 0 is the row just above the lines. */
  readonly row: number
}

const CHARACTER = 6.2
const GAP = 10

/** Each label begins or ends at its line, on the side with more room; those that would touch stand in rows of their own. */
export function placeLabels(labels: readonly LineLabel[], width: number): PlacedLabel[] {
  const ends: number[][] = []
  return labels
    .toSorted((a, b) => a.at - b.at)
    .map((label) => {
      const anchor = label.at > width / 2 ? 'end' : 'start'
      const length = label.text.length * CHARACTER
      const [from, to] = anchor === 'end' ? [label.at - length, label.at] : [label.at, label.at + length]
      const isFree = (row: readonly number[]): boolean => row.every((end) => end + GAP <= from)
      const row = ends.findIndex(isFree) < 0 ? ends.length : ends.findIndex(isFree)
      ends[row] = [...(ends[row] ?? []), to]
      return { ...label, anchor, row }
    })
}
