/** The exports of kernels/index.ts; addresses in bytes. */
export interface TreeKernels {
  addRows(
    ...args: [
      ...[rows: number, count: number, bins: number, pairs: number],
      ...[a: number, b: number, c: number, d: number],
    ]
  ): void
  flush(from: number, to: number, bins: number): void
  subtract(whole: number, part: number, bins: number): void
  binNumbers(values: number, count: number, cuts: number, out: number): void
  pairsOf(
    ...args: [
      ...[margins: number, signed: number, pairs: number, from: number, to: number],
      ...[gradientUnits: number, hessianUnits: number, focal: number],
    ]
  ): number
  softPairsOf(
    ...args: [
      ...[margins: number, targets: number, pairs: number, from: number, to: number],
      ...[gradientUnits: number, hessianUnits: number],
    ]
  ): number
  addToMargins(rows: number, count: number, margins: number, value: number): void
  partitionNumbers(
    ...args: [...[rows: number, count: number, bins: number, low: number, high: number], ...[to: number, rest: number]]
  ): number
  partitionCodes(rows: number, count: number, bins: number, set: number, to: number, rest: number): number
  scanNumbers(
    ...args: [
      ...[histogram: number, bins: number, g: number, h: number, gradientUnit: number, hessianUnit: number],
      ...[lambda: number, least: number, monotone: number, lower: number, upper: number, out: number],
    ]
  ): void
  scanCodes(
    ...args: [
      ...[histogram: number, values: number, g: number, h: number, gradientUnit: number, hessianUnit: number],
      ...[lambda: number, least: number, rowsPerUnit: number, lower: number, upper: number],
      ...[scratch: number, out: number],
    ]
  ): void
}

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): TreeKernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as TreeKernels
}
