/** Numbers by text, or what is wrong with the lines. */
export interface EncodingRead {
  readonly numbers: Readonly<Record<string, number>> | null
  readonly problem: string | null
}

/** Lines of `text = number`, one for each of the values; a text may hold an equals sign itself. */
export function readEncoding(text: string, values: readonly string[]): EncodingRead {
  const numbers = new Map<string, number>()
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const at = line.lastIndexOf('=')
    const [value, number] = [line.slice(0, Math.max(0, at)).trim(), line.slice(at + 1).trim()]
    if (at < 0 || !values.includes(value))
      return bad(`${line.trim()} is not of the form text = number with a text of the column.`)
    if (number === '') continue
    if (!Number.isFinite(Number(number))) return bad(`${value}: ${number} is not a number.`)
    if (numbers.has(value)) return bad(`${value} has two numbers.`)
    numbers.set(value, Number(number))
  }
  if (numbers.size < values.length) return bad(`${numbers.size} of ${values.length} texts have a number.`)
  return { numbers: Object.fromEntries(numbers), problem: null }
}

/** As LabelEncoder and pandas number texts. */
export function numberedInOrder(values: readonly string[]): string {
  return [...values]
    .sort((a, b) => (a < b ? -1 : 1))
    .map((value, number) => `${value} = ${number}`)
    .join('\n')
}

function bad(problem: string): EncodingRead {
  return { numbers: null, problem }
}
