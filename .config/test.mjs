import { testChange } from './change-tests.mjs'
import { testLong } from './long-tests.mjs'
import { summarise } from './parts.mjs'

/** What each word after the command runs; without one it is what a change must pass. */
const parts = {
  change: testChange,
  long: testLong,
  all: async () => (await testChange()) && testLong(),
}

const asked = process.argv[2] ?? 'change'
if (!Object.hasOwn(parts, asked)) {
  console.error(`invalid part: ${asked}; expected ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}
await parts[asked]()
summarise()
