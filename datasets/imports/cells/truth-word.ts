const WORDS: Readonly<Record<string, number>> = {
  true: 1,
  t: 1,
  yes: 1,
  y: 1,
  '1': 1,
  false: 0,
  f: 0,
  no: 0,
  n: 0,
  '0': 0,
}
const LONGEST = 5

/** 1 for `true`, `yes`, `T`, `1` …, 0 for their opposites, NaN for anything else. */
export function readTruthWord(bytes: Uint8Array, start: number, end: number): number {
  while (start < end && bytes[start] <= 32) start++
  while (end > start && bytes[end - 1] <= 32) end--
  if (end - start > LONGEST) return NaN
  let word = ''
  for (let i = start; i < end; i++) word += String.fromCharCode(bytes[i])
  word = word.toLowerCase()
  return Object.hasOwn(WORDS, word) ? WORDS[word] : NaN
}
