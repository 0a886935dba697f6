/** Texts that mean missing in any column: what pandas takes for it, in the cases that are met, and SQL's mark. */
export const MISSING_TEXTS: readonly string[] = [
  ...[
    'NA',
    'Na',
    'na',
    'N/A',
    'N/a',
    'n/a',
    '#N/A',
    '#n/a',
    '#N/A N/A',
    '#NA',
    '<NA>',
    '<na>',
    'NaN',
    'NAN',
    'Nan',
    'nan',
  ],
  ...[
    '-NaN',
    '-nan',
    'NaT',
    '1.#IND',
    '-1.#IND',
    '1.#QNAN',
    '-1.#QNAN',
    '1.#IND00',
    '-1.#IND00',
    '1.#QNAN0',
    '-nan(ind)',
  ],
  ...['nan(ind)', 'NULL', 'Null', 'null', '(null)', '(NULL)', '<null>', '<NULL>', 'None', 'NONE', 'none', '\\N', '?'],
]

/** Of these, words that people choose as the name of a category. */
const NAMES_OF_CATEGORIES = ['none', 'None', 'NONE']

/** Texts that mean missing in a column of categories: `none` may be one. */
export const MISSING_CATEGORIES: readonly string[] = MISSING_TEXTS.filter((text) => !NAMES_OF_CATEGORIES.includes(text))

/** Signs without a word or a digit, which are no number whatever their share: `-`, `--`, `.`, `?`, `*`. */
export function isBareSign(text: string): boolean {
  return /^[^\p{L}\p{N}]{1,4}$/u.test(text)
}

/** Dates of zeros stand for no date. */
export function isZeroDate(text: string): boolean {
  return /^0{2,4}[-/.]0{2}[-/.]0{2,4}(?:[ T]0{2}:0{2}(?::0{2})?(?:\.0+)?)?$/.test(text)
}

const WORDS = [
  ...[
    'unknown',
    'unk',
    'missing',
    'miss',
    'undefined',
    'undef',
    'empty',
    'blank',
    'nil',
    'void',
    'nothing',
    'not available',
  ],
  ...[
    'not applicable',
    'not known',
    'not reported',
    'no data',
    'no value',
    'n.a.',
    'n.a',
    'n.d.',
    'nd',
    'tbd',
    'tba',
    'inf',
  ],
  ...[
    '-inf',
    '+inf',
    'infinity',
    '-infinity',
    '#div/0!',
    '#value!',
    '#ref!',
    '#name?',
    '#num!',
    '#null!',
    'error',
    'err',
  ],
]

/** Whether a text among numbers or dates says that there is none. */
export function saysMissing(text: string): boolean {
  return WORDS.includes(text.toLowerCase())
}
