import type { CategoricalColumn, NumericColumn, Schema } from '../kernel/table.ts'
import { boundSets, type BoundColumn } from './bind-sets.ts'
import type { Ensemble, TreeFeature } from './ensemble.ts'
import { checkRawNumbers, rawNumbers, type Encodings } from './raw-numbers.ts'

const MOST_WORDS = 1 << 24
const MOST_NAMED = 5

/**
 * An imported ensemble on a table's columns: features get the ids of columns that they name, raw or as exported
 * (`n_amount`, `c_merchant`, `position`), and those no tree asks about are dropped. Categories that were numbers to the
 * model become sets, by what the file held or, under exported names and in worlds, by their codes: the trees score the same.
 * @throws one line that names what the table lacks and has, or the column of which no one can know what the model knew
 */
export function bindFeatures(ensemble: Ensemble, schema: Schema, encodings: Encodings = {}): Ensemble {
  const places = askedPlaces(ensemble)
  const columns = columnsOf(schema)
  const unknown = places.map((place) => ensemble.features[place].id).filter((id) => !columns.has(id))
  if (unknown.length)
    throw new Error(
      `unknown features: ${few(unknown)}; expected columns of this table: ${few([...columns.keys()], 20)}`
    )
  const bound = places.map((place) => columns.get(ensemble.features[place].id) as Column)
  const twice = bound.findIndex(({ id }, i) => bound.some((other, j) => j < i && other.id === id))
  if (twice >= 0) throw new Error(`invalid features: two are column ${bound[twice].id}; expected one for each column`)
  const codes = places.map((place, i) => boundColumn(ensemble.features[place], bound[i], encodings))
  const newPlace = new Map(places.map((place, i) => [place, i]))
  let words = 0
  const trees = ensemble.trees.map((tree) => {
    const feature = tree.feature.map((place) => newPlace.get(place) ?? -1)
    const sets = boundSets({ ...tree, feature }, codes, MOST_WORDS - words)
    words += sets.sets.length
    return { ...tree, feature, ...sets }
  })
  return { ...ensemble, features: bound.map(({ id, kind }) => ({ id, kind })), trees }
}

/** Features that any tree asks about, by place. */
export function askedPlaces({ trees }: Ensemble): number[] {
  const asked = new Set<number>()
  for (const { feature } of trees) for (const place of feature) if (place >= 0) asked.add(place)
  return [...asked].sort((a, b) => a - b)
}

/** What a feature is called in exported files. */
export function exportedName({ id, kind }: TreeFeature): string {
  return id === 'position' ? id : `${kind === 'numeric' ? 'n' : 'c'}_${id}`
}

interface Column extends TreeFeature {
  /** null is the position on the page. */
  readonly schema: NumericColumn | CategoricalColumn | null
}

/** Columns by everything they may be called; a raw id comes before another column's exported name. */
function columnsOf(schema: Schema): Map<string, Column> {
  const columns: Column[] = [
    ...schema.numeric.map((column) => ({ id: column.id, kind: 'numeric' as const, schema: column })),
    ...schema.categorical.map((column) => ({ id: column.id, kind: 'categorical' as const, schema: column })),
  ]
  if (schema.rowsPerRequest !== null) columns.push({ id: 'position', kind: 'numeric', schema: null })
  const byName = new Map(columns.map((column) => [column.id, column]))
  for (const column of columns) if (!byName.has(exportedName(column))) byName.set(exportedName(column), column)
  return byName
}

/** What a column's codes were to the model; null where it is numeric. @throws one line where that cannot be known */
function boundColumn(feature: TreeFeature, { id, kind, schema }: Column, encodings: Encodings): BoundColumn | null {
  const isRaw = feature.id === id
  const isCategorical = feature.kind === 'categorical'
  if (kind === 'numeric') {
    if (isCategorical)
      throw new Error(
        `categorical splits: the model splits ${id} by category, and it is a number here: set its type to category in the import panel`
      )
    if (isRaw && schema) checkRawNumbers(schema)
    return null
  }
  const column = schema as CategoricalColumn
  const numbers = rawNumbers(isRaw ? column : coded(column), { isCategorical, encodings })
  if (isCategorical && !Object.hasOwn(encodings, id)) checkCategories(id, numbers)
  return { numbers, isCategorical, isCode: !isRaw || !column.held }
}

/** A column as exported rows have it: its codes are all that a model saw. */
function coded({ id, label, help, cardinality }: CategoricalColumn): CategoricalColumn {
  return { id, label, help, cardinality }
}

/** pandas numbers categories in their order: that is the value itself where values are 0, 1, 2 … */
function checkCategories(id: string, numbers: Float32Array): void {
  const seen = new Set(numbers)
  for (let category = 0; category < seen.size; category++)
    if (!seen.has(category))
      throw new Error(
        `categorical splits: the model splits ${id} by numbers of categories that are not in its file; expected whole numbers 0, 1, 2 … without a gap in ${id}, of which ${category} is missing`
      )
}

function few(names: readonly string[], most = MOST_NAMED): string {
  return names.length > most ? `${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ')
}
