/** First rows of a file that are shown as they stand. */
export const SHOWN_ROWS = 8

/** A share in per cent: `10 %`, `9.6 %`, `0.17 %`. */
export function shareOf(count: number, of: number): string {
  const percent = of > 0 ? (100 * count) / of : 0
  return `${percent >= 10 ? Math.round(percent) : Number(percent.toPrecision(2))} %`
}
