import { parseArgs } from 'node:util'
import { bundle, publish } from './bundle.mjs'
import { serve } from './serve.mjs'

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4600' }, host: { type: 'string' } },
})
const port = Number(values.port)

try {
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`invalid port: ${values.port}; expected 0 to 65535`)
  const dir = await bundle('app')
  publish(dir)
  const { url } = await serve({ dir, port, host: values.host, next: true })
  console.log(`Skewlab is at ${url}`)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
