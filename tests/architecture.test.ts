import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { datasets } from '../datasets/index.ts'
import { detectors } from '../src/core/drift/detectors/index.ts'
import { driftKinds } from '../src/core/drift/kinds/index.ts'
import { engines } from '../src/core/engines/index.ts'
import { metrics } from '../src/core/metrics/index.ts'
import { models } from '../src/core/models/index.ts'
import { treatments } from '../src/core/treatments/kinds/index.ts'
import { scenarios } from '../src/scenarios/stories/index.ts'
import { circlesOf } from './circles.ts'

/** Whose code and types each room may use. */
const mayUse: Record<string, readonly string[]> = {
  kernel: [],
  threads: ['kernel'],
  datasets: ['kernel'],
  networks: ['kernel'],
  engines: ['kernel', 'networks', 'threads'],
  features: ['kernel', 'networks'],
  models: ['kernel', 'networks', 'features', 'treatments', 'trees'],
  metrics: ['kernel'],
  treatments: ['kernel'],
  trees: ['kernel', 'threads'],
  jobs: ['threads', 'engines', 'trees'],
  sweeps: [],
  value: ['kernel', 'metrics'],
  decisions: ['kernel', 'metrics', 'datasets', 'value'],
  questions: ['kernel', 'metrics', 'decisions', 'value'],
  drift: ['kernel', 'datasets'],
  audit: ['kernel', 'metrics', 'drift'],
  training: ['kernel', 'datasets', 'drift', 'value', 'metrics', 'engines', 'treatments'],
  scoring: ['kernel', 'networks', 'engines', 'features', 'metrics', 'treatments', 'training', 'trees'],
  learners: [
    'kernel',
    'networks',
    'engines',
    'features',
    'metrics',
    'models',
    'treatments',
    'trees',
    'scoring',
    'training',
  ],
  ceiling: ['kernel', 'metrics', 'datasets', 'models', 'learners', 'scoring', 'training'],
}
mayUse.runs = ['kernel', 'training', 'learners', 'scoring']
mayUse.lab = Object.keys(mayUse)
mayUse.report = [
  'kernel',
  'datasets',
  'decisions',
  'engines',
  'metrics',
  'models',
  'runs',
  'training',
  'treatments',
  'value',
]
const core = Object.keys(mayUse).filter((room) => room !== 'lab')
mayUse.scenarios = [...core, 'lab']
mayUse.headless = [...core, 'lab', 'scenarios']
mayUse.bridge = []
mayUse.workers = [...mayUse.headless, 'bridge']
mayUse.state = [...core, 'scenarios', 'bridge']
mayUse.charts = ['kernel', 'controls']
mayUse.controls = ['kernel']
mayUse.views = [...core, 'scenarios', 'state', 'charts']
mayUse.labs = [...mayUse.views, 'controls', 'views']
mayUse.app = [...mayUse.labs, 'bridge', 'labs']

/** Whose types it may use beside: the page knows what the lab and the workers say, not how they work. */
const readsTypesOf: Record<string, readonly string[]> = {
  report: ['lab'],
  state: ['lab', 'workers'],
  views: ['lab'],
  labs: ['lab'],
  app: ['lab'],
}
/** Kinds that nothing names by their ids, and what one of them is called in code. */
const catalogued = [
  { catalogue: 'datasets/index.ts', kinds: datasets, noun: 'dataset' },
  { catalogue: 'src/core/models/index.ts', kinds: models, noun: 'model' },
  { catalogue: 'src/core/engines/index.ts', kinds: engines, noun: 'engine' },
  { catalogue: 'src/core/metrics/kinds/index.ts', kinds: metrics, noun: 'metric' },
  { catalogue: 'src/core/treatments/kinds/index.ts', kinds: treatments, noun: 'treatment' },
  { catalogue: 'src/core/drift/kinds/index.ts', kinds: driftKinds, noun: 'drift' },
  { catalogue: 'src/core/drift/detectors/index.ts', kinds: detectors, noun: 'detector' },
  { catalogue: 'src/scenarios/stories/index.ts', kinds: scenarios, noun: 'scenario' },
]
/** Ids that are words of other things too: in a line that speaks of such kinds they are ids. */
const isWordToo = ['none', 'focal', 'psi', 'precision', 'recall', 'map']
const heavy = /^(@tensorflow\/|hyparquet|@duckdb\/)/

interface Import {
  readonly from: string
  readonly to: string
  readonly isType: boolean
  readonly isReexport: boolean
  /** By `import()`, when it is wanted. */
  readonly isLazy: boolean
}

const files = ['src', 'workers', 'datasets']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)))
  .filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.d.ts'))
const imports = files.flatMap(importsOf)
const inside = imports.filter(({ to }) => existsSync(to) && !to.startsWith('build/'))

test('every file lives in a room of the map', () => {
  expect(files.filter((file) => !mayUse[roomOf(file)])).toEqual([])
})

test.each(Object.keys(mayUse))('%s imports only the rooms beneath it', (room) => {
  const wrong = inside.filter(({ from, to, isType }) => {
    const target = roomOf(to)
    if (roomOf(from) !== room || target === room || mayUse[room].includes(target)) return false
    return !(isType && readsTypesOf[room]?.includes(target))
  })
  expect(wrong.map(shown)).toEqual([])
})

test('no two rooms may use one another, by whatever way round', () => {
  const ways = Object.keys(mayUse).flatMap((from) =>
    [...mayUse[from], ...(readsTypesOf[from] ?? [])].map((to) => ({ from, to }))
  )
  expect(circlesOf(ways)).toEqual([])
})

test('no files import one another in a circle, types and import() included', () => {
  expect(circlesOf(inside)).toEqual([])
})

test('circlesOf(edges) names each circle once and nothing that only leads to one', () => {
  const edges = ['ab', 'bc', 'ca', 'da', 'ce', 'ef', 'fe', 'gd'].map(([from, to]) => ({ from, to }))
  expect(circlesOf(edges).sort()).toEqual([
    ['a', 'b', 'c'],
    ['e', 'f'],
  ])
})

test('nothing names a kind by its id outside files of kinds, catalogues and the stories: what others need is a fact it declares', () => {
  const others = files.filter((file) => !file.startsWith('src/scenarios/stories/') && !isOfKind(file))
  const named = catalogued.flatMap(({ kinds, noun }) => {
    const ids = kinds.map(({ id }): string => id)
    const literal = new RegExp(`'(${ids.join('|')})(@\\d+)?'|\\b(?:sampled|expected)\\??\\.(${ids.join('|')})\\b`, 'g')
    const speaksOfIt = new RegExp(noun, 'i')
    return others.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line) => [...line.matchAll(literal)].map(([, id, , field]) => ({ line, id: id ?? field })))
        .filter(({ line, id }) => !isWordToo.includes(id) || speaksOfIt.test(line))
        .map(({ line }) => `${file}: ${line.trim()}`)
    )
  })
  expect(named).toEqual([])
})

test('the core knows files of a person’s own by own-data alone, and nothing of how imports read them', () => {
  const wrong = inside.filter(({ from, to }) => from.startsWith('src/core/') && to.startsWith('datasets/imports/'))
  expect(wrong.map(shown)).toEqual([])
})

test('nothing takes a kind from its own file but its catalogue and its room', () => {
  const wrong = catalogued.flatMap(({ catalogue }) => {
    const kinds = namedIn(catalogue)
    return files
      .filter((file) => roomOf(file) !== roomOf(catalogue))
      .flatMap((file) => namedIn(file).filter(({ shown }) => kinds.some((kind) => kind.shown === shown)))
      .map(({ from, shown }) => `${from} → ${shown}`)
  })
  expect(wrong).toEqual([])
})

test('the page knows workers by their api alone', () => {
  const pageRooms = ['bridge', 'state', 'views', 'labs', 'app']
  const wrong = inside.filter(
    ({ from, to }) => pageRooms.includes(roomOf(from)) && roomOf(to) === 'workers' && !to.endsWith('.api.ts')
  )
  expect(wrong.map(shown)).toEqual([])
})

test('a kind imports neither a sibling kind nor the catalogue it is listed in', () => {
  const wrong = catalogues().flatMap((catalogue) => {
    const kindOf = (path: string) => relative(dirname(catalogue), path).split('/')[0]
    const listed = inside.filter(({ from, isType }) => from === catalogue && !isType).map(({ to }) => kindOf(to))
    const kinds = new Set(listed.filter((kind) => kind !== '..' && kind !== contractOf(catalogue)))
    return inside.filter(
      ({ from, to }) =>
        kinds.has(kindOf(from)) && (to === catalogue || (kinds.has(kindOf(to)) && kindOf(from) !== kindOf(to)))
    )
  })
  expect(wrong.map(shown)).toEqual([])
})

test('the page starts without tfjs, Parquet or DuckDB: they come behind import()', () => {
  const seen = new Set<string>()
  const reached = files.filter((file) => roomOf(file) === 'app')
  for (let file = reached.pop(); file; file = reached.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    reached.push(
      ...inside.filter(({ from, isType, isLazy }) => from === file && !isType && !isLazy).map(({ to }) => to)
    )
  }
  const wrong = imports.filter(({ from, to, isType, isLazy }) => seen.has(from) && !isType && !isLazy && heavy.test(to))
  expect(wrong.map(shown)).toEqual([])
})

/** Whether a file is a kind's own, lies in its folder, or is the catalogue it is listed in. */
function isOfKind(file: string): boolean {
  return catalogued.some(({ catalogue }) => {
    const room = dirname(catalogue)
    if (file === catalogue || !file.startsWith(`${room}/`)) return file === catalogue
    const kindOf = (path: string) => relative(room, path).split('/')[0]
    const listed = inside.filter(({ from, isType }) => from === catalogue && !isType).map(({ to }) => to)
    return listed.some((to) => to.startsWith(`${room}/`) && kindOf(to) === kindOf(file))
  })
}

function importsOf(from: string): Import[] {
  const text = readFileSync(from, 'utf8')
  const statements = text.matchAll(/^\s*(import|export)\s+(type\s)?(?:[^'";]*?\bfrom\s*)?'([^']+)'/gm)
  const calls = text.matchAll(/(?<!typeof )\bimport\('([^']+)'\)/g)
  const at = (path: string) => (path.startsWith('.') ? join(dirname(from), path.replace(/\?.*$/, '')) : path)
  return [
    ...[...statements].map(([, verb, type, path]) => ({
      ...{ from, to: at(path), isType: type !== undefined, isReexport: verb === 'export', isLazy: false },
    })),
    ...[...calls].map(([, path]) => ({ from, to: at(path), isType: false, isReexport: false, isLazy: true })),
  ]
}

/** What a file takes in by name: `psi of src/core/drift/detectors/psi.ts`. */
function namedIn(from: string): { readonly from: string; readonly shown: string }[] {
  return [...readFileSync(from, 'utf8').matchAll(/^\s*import \{([^}]*)\} from '(\.[^']+)'/gm)].flatMap(
    ([, names, path]) =>
      names.split(',').map((name) => ({ from, shown: `${name.trim()} of ${join(dirname(from), path)}` }))
  )
}

/** `src/core/metrics/auc.ts` lives in metrics, `src/core/lab.ts` in lab, `src/app/App.svelte` in app. */
function roomOf(path: string): string {
  const [first, second, third] = path.split('/')
  if (first !== 'src') return first
  return second === 'core' ? third.replace(/\.ts$/, '') : second
}

/** Every `index.ts`, but for one that is itself listed by the room around it: that is a kind's door. */
function catalogues(): string[] {
  const isDoor = (path: string) =>
    inside.some(
      ({ from, to, isReexport }) => to === path && from === join(dirname(path), '..', 'index.ts') && !isReexport
    )
  return files.filter((path) => path.endsWith('/index.ts') && !isDoor(path))
}

/** The file a room's kinds take their type from, named as the room in the singular: `metrics/metric.ts`. */
function contractOf(catalogue: string): string {
  return `${dirname(catalogue).split('/').at(-1)?.replace(/s$/, '')}.ts`
}

function shown({ from, to }: Import): string {
  return `${from} → ${to}`
}
