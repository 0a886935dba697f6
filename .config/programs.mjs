import { existsSync } from 'node:fs'
import { delimiter } from 'node:path'
import { run } from './run.mjs'

/** Where the first of these programs is, on the path or in one of these places; undefined where there is none. */
export function findProgram(names, places = []) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const onPath = folders.flatMap((folder) => names.map((name) => `${folder}/${name}`))
  return [...onPath, ...places].find((path) => existsSync(path))
}

/** Installs Debian's packages, where this is Debian and we are root; elsewhere does nothing. */
export async function installFromDebian(packages) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  console.error(`installing ${packages.join(' and ')} with apt-get`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { quiet: true, env })
  if ((await install()) === 0) return
  await run('apt-get', ['update'], { quiet: true, env })
  await install()
}
