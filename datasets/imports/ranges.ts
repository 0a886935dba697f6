/** The least and the largest of some numbers, or of dates in seconds since 1970. */
export type Range = readonly [least: number, largest: number]

/** Ranges of what the cells of a column spell, by how they are read. */
export interface Ranges {
  readonly numbers: RangeTally
  readonly pointStyled: RangeTally
  readonly commaStyled: RangeTally
  readonly dates: RangeTally
  readonly dayFirst: RangeTally
  readonly monthFirst: RangeTally
  readonly yearFirst: RangeTally
}

class RangeTally {
  private least = Infinity
  private largest = -Infinity

  add(value: number): void {
    if (value < this.least) this.least = value
    if (value > this.largest) this.largest = value
  }

  get range(): Range | null {
    return this.least <= this.largest ? [this.least, this.largest] : null
  }
}

export function emptyRanges(): Ranges {
  return {
    ...{ numbers: new RangeTally(), pointStyled: new RangeTally(), commaStyled: new RangeTally() },
    ...{ dates: new RangeTally(), dayFirst: new RangeTally(), monthFirst: new RangeTally() },
    yearFirst: new RangeTally(),
  }
}
