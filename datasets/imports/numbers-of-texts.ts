const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const TRUTH = /^(true|false)$/i

/**
 * What the first `count` of `size` codes were as numbers, to float32: a whole column of `True` and `False` is 1 and 0, as
 * for pandas. Codes without a text of their own are NaN. Undefined where a text is no number.
 */
export function numbersOfTexts(
  count: number,
  textOf: (place: number) => string,
  size: number
): Float32Array | undefined {
  const numbers = new Float32Array(size).fill(NaN)
  const isTruth = count > 0 && TRUTH.test(textOf(0))
  for (let i = 0; i < count; i++) {
    const text = textOf(i)
    if (!(isTruth ? TRUTH : NUMBER).test(text)) return undefined
    numbers[i] = isTruth ? Number(text.toLowerCase() === 'true') : Number(text)
  }
  return numbers
}
