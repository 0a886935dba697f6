import { textsOf } from './texts.mjs'

/** `npm run words [-- WORD…]`: every text a person may meet, by kind, to be read in one sitting; of words given, those that have one. */
const wanted = process.argv.slice(2).map((word) => word.toLowerCase())
let [kind, path] = ['', '']
for (const text of textsOf()) {
  if (wanted.length && !wanted.some((word) => text.text.toLowerCase().includes(word))) continue
  if (text.kind !== kind) process.stdout.write(`\n# ${text.kind}\n`)
  if (text.path !== path) process.stdout.write(`\n${text.path}\n`)
  process.stdout.write(`  ${String(text.line).padStart(4)}  ${text.text.replace(/\s+/g, ' ')}\n`)
  ;[kind, path] = [text.kind, text.path]
}
