/** The exports of kernels/index.ts; addresses in bytes, lengths in floats unless they say otherwise. */
export interface Kernels {
  product(
    a: number,
    lda: number,
    b: number,
    bias: number,
    c: number,
    ldc: number,
    m: number,
    n: number,
    k: number
  ): void
  productPlus(a: number, lda: number, b: number, c: number, ldc: number, m: number, n: number, k: number): void
  productRelu: Kernels['product']
  productCross(
    ...args: [
      ...[a: number, lda: number, b: number, bias: number, c: number, ldc: number],
      ...[x0: number, x: number, m: number, n: number, k: number],
    ]
  ): void
  productCrossKept(
    ...args: [
      ...[a: number, lda: number, b: number, bias: number, c: number, ldc: number],
      ...[x0: number, x: number, z: number, m: number, n: number, k: number],
    ]
  ): void
  productOuter: Kernels['productPlus']
  transpose(from: number, to: number, k: number, n: number): void
  headForward(x: number, ldx: number, w: number, n: number, logits: number, rows: number): void
  headBackward(
    ...args: [
      ...[x: number, ldx: number, slope: number, w: number, dw: number],
      ...[dx: number, lddx: number, rows: number, n: number],
    ]
  ): void
  crossBackward(
    ...args: [
      ...[dout: number, x0: number, z: number, dz: number, dx0: number, db: number],
      ...[rows: number, n: number, one: number, fresh: boolean],
    ]
  ): void
  reluBackward(dh: number, h: number, mask: number, db: number, rows: number, n: number): void
  dropout(h: number, mask: number, floats: number): void
  gather(
    ...args: [
      ...[x0: number, width: number, numbers: number, numeric: number, numericWide: number],
      ...[codes: number, fields: number, embedded: number, table: number, stride: number, wide: number],
      ...[count: number, padded: number],
    ]
  ): void
  addFolded(
    ...args: [
      ...[out: number, n: number, codes: number, fields: number, embedded: number],
      ...[table: number, stride: number, offset: number, rows: number],
    ]
  ): void
  crossFolded(x0: number, z: number, out: number, floats: number): void
  relu(h: number, floats: number): void
  wideForward(logits: number, codes: number, fields: number, table: number, stride: number, rows: number): void
  wideNumericForward(logits: number, numbers: number, numeric: number, w: number, rows: number): void
  wideNumericBackward(slope: number, numbers: number, numeric: number, dw: number, rows: number): void
  pairsForward(
    ...args: [
      ...[x0: number, width: number, numeric: number, numericWide: number, v: number],
      ...[embedded: number, wide: number, logits: number, rows: number],
    ]
  ): void
  pairsBackward(
    ...args: [
      ...[x0: number, width: number, numeric: number, numericWide: number, v: number],
      ...[embedded: number, wide: number, slope: number, dv: number, dx0: number, rows: number, fresh: boolean],
    ]
  ): void
  lossSlope(
    ...args: [
      ...[logits: number, labels: number, weights: number, slope: number],
      ...[scale: number, focal: number, rows: number, padded: number],
    ]
  ): number
  adam(
    ...args: [
      ...[w: number, m: number, v: number, g: number, parts: number, apart: number, floats: number],
      ...[size: number, spread: number, l2: number],
    ]
  ): void
  adamTouched(
    ...args: [
      ...[table: number, wide: number, codes: number, fields: number, gradient: number, apart: number, count: number],
      ...[slots: number, mask: number, places: number, values: number, size: number, spread: number, l2: number],
    ]
  ): number
  adamTouchedWide(
    ...args: [
      ...[table: number, codes: number, fields: number, gradient: number, count: number],
      ...[slots: number, mask: number, sums: number, values: number, size: number, spread: number, l2: number],
    ]
  ): number
  markTouched(marks: number, rows: number, count: number): void
  adamUntouched(
    ...args: [
      ...[table: number, wide: number, marks: number, from: number, to: number, zeros: number],
      ...[size: number, spread: number, l2: number],
    ]
  ): void
}

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels
}
