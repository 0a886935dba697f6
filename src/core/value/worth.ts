/** An amount as it is counted: nothing where it is missing or negative. */
export function worth(amount: number): number {
  return amount > 0 ? amount : 0
}
