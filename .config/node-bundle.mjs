import { pathToFileURL } from 'node:url'
import { bundle } from './bundle.mjs'

const [name, ...args] = process.argv.slice(2)

const built = await bundle(name).catch((error) => {
  console.error(error.message)
  process.exit(1)
})
const entry = `${built}/main.js`
process.argv = [process.argv[0], entry, ...args]
await import(pathToFileURL(entry).href)
