import { bundle, publish } from './bundle.mjs'

publish(await bundle('app').catch(fail))

function fail(error) {
  console.error(error.message)
  process.exit(1)
}
