const MOST_CHARACTERS = 400_000_000
const WORDS: Readonly<Record<string, string>> = { NaN: 'null', Infinity: '1e999', '-Infinity': '-1e999' }
const QUOTE = 34
const BACKSLASH = 92

/**
 * The JSON of an XGBoost model, whose writer spells numbers that JSON has not: NaN becomes null, infinities stay what they are.
 * @throws one line where it is no JSON
 */
export function parseXgboostText(text: string): unknown {
  if (text.length > MOST_CHARACTERS)
    throw new Error(
      `invalid XGBoost model: ${text.length} characters; expected at most ${MOST_CHARACTERS.toLocaleString('en-US')}`
    )
  try {
    return JSON.parse(text)
  } catch (cause) {
    const plain = withoutWords(text)
    try {
      if (plain !== text) return JSON.parse(plain)
    } catch {
      // The first error is the one reported.
    }
    throw new Error("invalid XGBoost model: not JSON; expected what save_model('model.json') writes", { cause })
  }
}

/** The text with such words outside of strings replaced. */
function withoutWords(text: string): string {
  const pieces: string[] = []
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = endOfString(text, at)
    const word = wordAt(text, at, code)
    if (!word) continue
    pieces.push(text.slice(from, at), WORDS[word])
    at += word.length - 1
    from = at + 1
  }
  pieces.push(text.slice(from))
  return pieces.join('')
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) at++
    else if (code === QUOTE) return at
  }
  return text.length
}

function wordAt(text: string, at: number, code: number): string | undefined {
  // N, I and −.
  if (code !== 78 && code !== 73 && code !== 45) return undefined
  return Object.keys(WORDS).find((word) => text.startsWith(word, at))
}
