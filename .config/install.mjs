import { existsSync, readFileSync } from 'node:fs'
import { root, run } from './run.mjs'

/** Installs the packages of package-lock.json where node_modules is missing or differs from it; says so on a terminal only. */
export async function install() {
  const missing = !existsSync(`${root}node_modules/.package-lock.json`)
  if (!missing && !isStale()) return
  if (process.stderr.isTTY) console.error(missing ? 'installing packages' : 'packages have changed: installing')
  const code = await run('npm', [missing ? 'ci' : 'install', '--ignore-scripts', '--no-progress'], { quiet: true })
  if (code !== 0) throw new Error('packages could not be installed; is the npm registry within reach?')
}

function isStale() {
  const wanted = packagesOf('package-lock.json')
  const present = packagesOf('node_modules/.package-lock.json')
  const declared = wanted['']
  const { dependencies, devDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  if (!isSame(dependencies, declared.dependencies) || !isSame(devDependencies, declared.devDependencies)) return true
  return Object.entries(wanted).some(
    ([path, { version, optional }]) => path !== '' && !optional && present[path]?.version !== version
  )
}

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(root + lockfile, 'utf8')).packages
}

function isSame(some = {}, others = {}) {
  const names = Object.keys(some)
  return names.length === Object.keys(others).length && names.every((name) => some[name] === others[name])
}
