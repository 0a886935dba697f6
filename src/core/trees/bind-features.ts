import type { Schema } from '../kernel/table.ts'
import type { Ensemble, Tree, TreeFeature } from './ensemble.ts'

const LARGEST_CODE = 65_535
const MOST_WORDS = 1 << 24
const MOST_NAMED = 5

/**
 * An imported ensemble on a table's columns: features get the ids of columns that they name, raw or as exported
 * (`n_amount`, `c_merchant`, `position`), and those no tree asks about are dropped. Codes of categories that were
 * numbers to the model become sets: the trees score the same.
 * @throws one line that names what the table lacks and has
 */
export function bindFeatures(ensemble: Ensemble, schema: Schema): Ensemble {
  const asked = new Set<number>()
  for (const { feature } of ensemble.trees) for (const place of feature) if (place >= 0) asked.add(place)
  const places = [...asked].sort((a, b) => a - b)
  const columns = columnsOf(schema)
  const unknown = places.map((place) => ensemble.features[place].id).filter((id) => !columns.has(id))
  if (unknown.length)
    throw new Error(
      `unknown features: ${few(unknown)}; expected columns of this table: ${few([...columns.keys()], 20)}`
    )
  const bound = places.map((place) => columns.get(ensemble.features[place].id) as TreeFeature)
  const twice = bound.findIndex(({ id }, i) => bound.some((other, j) => j < i && other.id === id))
  if (twice >= 0) throw new Error(`invalid features: two are column ${bound[twice].id}; expected one for each column`)
  const newPlace = new Map(places.map((place, i) => [place, i]))
  let words = 0
  const trees = ensemble.trees.map((tree) => {
    const feature = tree.feature.map((place) => newPlace.get(place) ?? -1)
    const sets = setsOf({ ...tree, feature }, bound, MOST_WORDS - words)
    words += sets.sets.length
    return { ...tree, feature, ...sets }
  })
  return { base: ensemble.base, features: bound, trees }
}

/** What a feature is called in exported files. */
export function exportedName({ id, kind }: TreeFeature): string {
  return id === 'position' ? id : `${kind === 'numeric' ? 'n' : 'c'}_${id}`
}

/** Columns by everything they may be called; a raw id comes before another column's exported name. */
function columnsOf(schema: Schema): Map<string, TreeFeature> {
  const columns: TreeFeature[] = [
    ...schema.numeric.map(({ id }) => ({ id, kind: 'numeric' as const })),
    ...schema.categorical.map(({ id }) => ({ id, kind: 'categorical' as const })),
  ]
  if (schema.rowsPerRequest !== null) columns.push({ id: 'position', kind: 'numeric' })
  const byName = new Map(columns.map((column) => [column.id, column]))
  for (const column of columns) if (!byName.has(exportedName(column))) byName.set(exportedName(column), column)
  return byName
}

type Sets = Pick<Tree, 'setStart' | 'setWords' | 'sets'>

/** For each split of a category's codes the set of those below its threshold; equal sets are stored once. */
function setsOf(tree: Tree, features: readonly TreeFeature[], room: number): Sets {
  const setStart = new Int32Array(tree.feature.length).fill(-1)
  const setWords = new Int32Array(tree.feature.length).fill(-1)
  const starts = new Map<number, number>()
  const sets: number[] = []
  tree.feature.forEach((feature, node) => {
    if (feature < 0 || features[feature].kind === 'numeric') return
    const last = Math.max(0, Math.min(LARGEST_CODE, Math.ceil(tree.threshold[node]) - 1))
    setStart[node] = starts.get(last) ?? sets.length
    setWords[node] = (last >>> 5) + 1
    if (starts.has(last)) return
    starts.set(last, sets.length)
    if (sets.length + (last >>> 5) >= room)
      throw new Error('invalid model: its sets of category codes are too many; expected fewer splits of such columns')
    for (let word = 0; word < last >>> 5; word++) sets.push(0xffffffff)
    sets.push((last & 31) === 31 ? 0xffffffff : (1 << ((last & 31) + 1)) - 1)
  })
  return { setStart, setWords, sets: Uint32Array.from(sets) }
}

function few(names: readonly string[], most = MOST_NAMED): string {
  return names.length > most ? `${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ')
}
