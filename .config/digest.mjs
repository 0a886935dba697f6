import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { root } from './run.mjs'

/** What files and folders of the repository hold, in twelve characters. */
export function digest(paths) {
  const hash = createHash('sha256')
  for (const path of paths) addTo(hash, path)
  return hash.digest('hex').slice(0, 12)
}

function addTo(hash, path) {
  if (!existsSync(root + path)) return
  if (statSync(root + path).isDirectory()) {
    for (const name of readdirSync(root + path).sort()) addTo(hash, `${path}/${name}`)
    return
  }
  hash.update(`${path}\0`)
  hash.update(readFileSync(root + path))
}
