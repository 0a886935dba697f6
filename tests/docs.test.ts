import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const rooms = ['src', 'workers', 'datasets', 'tests'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path))
)
const documents = ['README.md', 'CONTRIBUTING.md', ...rooms.filter((path) => path.endsWith('README.md'))]
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }

test.each(documents)('%s names only paths that exist', (document) => {
  const text = readFileSync(document, 'utf8')
  const named = [...text.matchAll(/`([^`\n]+)`|\]\(([^)#]+)\)|^ {0,2}([\w./-]+\/) {2}/gm)].flatMap(
    ([, code, link, folder]) => (code ? code.split(/\s+/).filter(isPath) : [link ?? folder])
  )
  const missing = named.filter(
    (path) => !/^https?:/.test(path) && !existsSync(path) && !existsSync(join(dirname(document), path))
  )
  expect(missing).toEqual([])
})

test.each(documents)('%s names only scripts that exist', (document) => {
  const named = [...readFileSync(document, 'utf8').matchAll(/npm run (?:--silent )?([\w-]+)/g)].map(([, name]) => name)
  expect(named.filter((name) => !scripts[name])).toEqual([])
})

/** A path of this repository as documents write it: with a folder or a known ending, and no gap to fill in. */
function isPath(word: string): boolean {
  if (/[*<>…(){}='"$@]|^\/|^https?:/.test(word)) return false
  if (/^(dist|build|node_modules)\//.test(word)) return false
  return (
    /^(src|workers|datasets|tests|\.config|\.ci)\//.test(word) || /^[\w./-]+\.(ts|svelte|mjs|js|json|md|py)$/.test(word)
  )
}
