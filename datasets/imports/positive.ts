const POSITIVES = [
  '1',
  'true',
  'yes',
  'y',
  't',
  '1.0',
  'fraud',
  'positive',
  'spam',
  'bad',
  'click',
  'clicked',
  'default',
]
/** What a sample that shows one value only leaves to be guessed. */
const OPPOSITES: Readonly<Record<string, string>> = {
  ...{ '0': '1', '0.0': '1.0', false: 'true', False: 'True', FALSE: 'TRUE', no: 'yes', No: 'Yes', NO: 'YES' },
  ...{ n: 'y', N: 'Y', f: 't', F: 'T' },
}

/** Which value of a label most likely counts as 1, of those seen from the most frequent on: by its word, else the rarest. */
export function likelyPositive(values: readonly string[]): string {
  const worded = values.find((value) => POSITIVES.includes(value.toLowerCase()))
  const rarest = values[values.length - 1] ?? ''
  if (worded !== undefined || values.length !== 1) return worded ?? rarest
  return Object.hasOwn(OPPOSITES, rarest) ? OPPOSITES[rarest] : rarest
}
