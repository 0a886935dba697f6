import { createServer, type AddressInfo } from 'node:net'
import type { Place } from './place.ts'

/** Starts a program that speaks WebDriver on a free port, and gives its address once it answers. */
export async function startDriver(
  place: Place,
  path: string,
  env: Readonly<Record<string, string>> = {}
): Promise<string> {
  const port = await freePort()
  const program = place.start(path, [`--port=${port}`], env)
  const address = `http://127.0.0.1:${port}`
  await program.until(() =>
    fetch(`${address}/status`).then(
      ({ ok }) => ok || null,
      () => null
    )
  )
  return address
}

function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  )
}
