/** Texts that usually mean missing. */
export const MISSING_TEXTS: readonly string[] = [
  'NA',
  'N/A',
  'n/a',
  '#N/A',
  'NaN',
  'nan',
  'NULL',
  'null',
  'None',
  'none',
  '\\N',
  '?',
  '<NA>',
]
