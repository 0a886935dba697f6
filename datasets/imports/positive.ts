import { EMPTY, keysOf, type LabelClass } from './class-values.ts'

const POSITIVES = ['1', 'fraud', 'fraudulent', 'positive', 'pos', 'spam', 'bad', 'click', 'clicked', 'default', 'churn']
const NEGATIVES = ['0', 'good', 'ham', 'legit', 'legitimate', 'genuine', 'normal', 'benign', 'negative', 'neg', 'none']
/** What a sample that shows one value only leaves to be guessed. */
const OPPOSITES: Readonly<Record<string, string>> = {
  ...{ '0': '1', '0.0': '1.0', false: 'true', False: 'True', FALSE: 'TRUE', no: 'yes', No: 'Yes', NO: 'YES' },
  ...{ n: 'y', N: 'Y', f: 't', F: 'T' },
}

/** Which of two classes counts as 1, and why. */
export interface LikelyPositive {
  readonly positive: string
  readonly why: 'word' | 'rarer' | 'larger'
}

/**
 * Which class of a label most likely counts as 1: by its word, else the rarer one; of numbers as frequent as each other
 * the larger one. The digit 1 is such a word beside 0 or −1 alone: beside 2 it may well be the negative class.
 */
export function likelyPositive(classes: readonly LabelClass[]): LikelyPositive {
  const [often, rare] = classes
  if (!rare) return { positive: opposite(often?.name ?? ''), why: 'word' }
  const keys = keysOf(classes.map(({ name }) => name)).map((key) => key.toLowerCase())
  const isOne = (key: string) => key === '1' && (keys.includes('0') || keys.includes('-1'))
  const worded = keys.findIndex((key) => (key === '1' ? isOne(key) : POSITIVES.includes(key)))
  if (worded >= 0) return { positive: classes[worded].name, why: 'word' }
  const other = keys.findIndex((key) => key === EMPTY || NEGATIVES.includes(key))
  if (other >= 0) return { positive: classes[1 - other].name, why: 'word' }
  if (often.count > rare.count) return { positive: rare.name, why: 'rarer' }
  const isLarger = keys.every((key) => key !== '' && Number.isFinite(Number(key))) && Number(keys[0]) > Number(keys[1])
  return { positive: isLarger ? often.name : rare.name, why: 'larger' }
}

/** The value that a sample of one value lacks. */
function opposite(value: string): string {
  return Object.hasOwn(OPPOSITES, value) ? OPPOSITES[value] : value
}
