import * as v from 'valibot'
import { logit } from '../kernel/math.ts'
import type { Ensemble, Tree, TreeFeature } from './ensemble.ts'
import { parseXgboostText } from './xgboost-text.ts'
import { readXgboostTree } from './xgboost-tree.ts'

const MOST_TREES = 5_000
const MOST_NODES = 1_000_000
const MOST_WORDS = 1 << 24
const MOST_FEATURES = 65_536
const MOST_NAME_CHARACTERS = 200
const OBJECTIVES: readonly string[] = ['binary:logistic', 'reg:logistic']

const names = v.optional(v.pipe(v.array(v.string()), v.maxLength(MOST_FEATURES)), [])
const headSchema = v.object({
  learner: v.object({
    attributes: v.optional(v.record(v.string(), v.unknown()), {}),
    feature_types: v.optional(v.array(v.string()), []),
    feature_names: names,
    gradient_booster: v.object({ name: v.string() }),
    learner_model_param: v.object({
      base_score: v.string(),
      num_class: v.optional(v.string(), '0'),
      num_feature: v.string(),
      num_target: v.optional(v.string(), '1'),
    }),
    objective: v.object({ name: v.string() }),
  }),
})
const treesSchema = v.object({
  learner: v.object({
    gradient_booster: v.object({
      model: v.object({
        trees: v.array(v.unknown()),
        gbtree_model_param: v.optional(v.object({ num_parallel_tree: v.optional(v.string(), '1') }), {}),
      }),
    }),
  }),
})
const wrapperSchema = v.looseObject({ missing: v.pipe(v.number(), v.finite()) })

/** A model as its file has it: features named as there, none of them a column yet. */
export interface XgboostModel {
  /** What `Booster.predict` scores, over all rounds. */
  readonly ensemble: Ensemble
  /** A value that counts as missing beside NaN, as scikit-learn's wrapper keeps it. */
  readonly missing: number | null
}

/** The trees of an XGBoost model, text or parsed: see `readXgboost`. */
export function parseXgboost(model: unknown): Ensemble {
  return readXgboost(model).ensemble
}

/**
 * An XGBoost model as `save_model('model.json')` of 1.7 to 3.x writes it, text or parsed: gbtree, one output, a logistic
 * objective. XGBoost keeps no shrunk value of nodes that are no leaves: theirs is the mean of their leaves, by cover.
 * @throws one line that says what is wrong with the file, and what is allowed
 */
export function readXgboost(model: unknown): XgboostModel {
  const json = typeof model === 'string' ? parseXgboostText(model) : model
  const { learner } = parsed(headSchema, json)
  const { gradient_booster: booster, objective, learner_model_param: parameters, attributes } = learner
  if (booster.name !== 'gbtree') throw invalid(`booster ${short(booster.name)}`, 'gbtree')
  if (!OBJECTIVES.includes(objective.name)) throw invalid(`objective ${short(objective.name)}`, OBJECTIVES.join(' or '))
  if (Number(parameters.num_class) > 1) throw invalid(`${short(parameters.num_class)} classes`, 'one output')
  if (Number(parameters.num_target) > 1) throw invalid(`${short(parameters.num_target)} targets`, 'one output')
  const names = featureNames(learner.feature_names, Number(parameters.num_feature))
  const { trees: given, gbtree_model_param: gbtree } = parsed(treesSchema, json).learner.gradient_booster.model
  const trees = readTrees(given, names.length)
  const features = featuresOf(names, learner.feature_types, trees)
  const best = bestTrees(attributes.best_iteration, gbtree.num_parallel_tree, trees.length)
  return {
    ensemble: { base: baseOf(parameters.base_score), features, trees, ...(best && { bestTrees: best }) },
    missing: missingOf(attributes.scikit_learn),
  }
}

function parsed<S extends v.GenericSchema>(schema: S, json: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, json, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  const place = v.getDotPath(issue)
  throw invalid(`${place ? `${short(place)} is ` : ''}${short(issue.received)}`, issue.expected ?? 'another value')
}

function featureNames(given: readonly string[], count: number): string[] {
  if (!Number.isInteger(count) || count < 1 || count > MOST_FEATURES)
    throw invalid(`num_feature ${count}`, `1 to ${MOST_FEATURES}`)
  if (given.length === 0) return Array.from({ length: count }, (_, i) => `f${i}`)
  if (given.length !== count) throw invalid(`${given.length} feature names`, `${count}, one each feature`)
  const seen = new Set<string>()
  for (const name of given) {
    if (name.length > MOST_NAME_CHARACTERS)
      throw invalid(`feature name ${short(name)}`, `at most ${MOST_NAME_CHARACTERS} characters`)
    if (seen.has(name)) throw invalid(`feature name ${name} twice`, 'each name once')
    seen.add(name)
  }
  return [...given]
}

/** `5E-1`, or `[5E-1]` since 3.0: a probability. */
function baseOf(text: string): number {
  const p = Number(text.replace(/^\[(.*)\]$/, '$1'))
  if (!(p > 0 && p < 1)) throw invalid(`base_score ${short(text)}`, 'above 0 and below 1')
  return logit(p)
}

/** Features with what they are split by: numbers or categories, never both. */
function featuresOf(names: readonly string[], types: readonly string[], trees: readonly Tree[]): TreeFeature[] {
  const isNumeric = new Uint8Array(names.length)
  const isCategorical = Uint8Array.from(names, (_, place) => Number(types[place] === 'c'))
  for (const { feature, setStart } of trees)
    for (let node = 0; node < feature.length; node++)
      if (feature[node] >= 0) (setStart[node] >= 0 ? isCategorical : isNumeric)[feature[node]] = 1
  return names.map((id, place) => {
    if (isNumeric[place] && isCategorical[place])
      throw invalid(`feature ${short(id)} is split by number and by category`, 'one of these')
    return { id, kind: isCategorical[place] ? 'categorical' : 'numeric' }
  })
}

/** Every training through scikit-learn's wrapper has a best iteration; only one that went on beyond it stopped early. */
function bestTrees(iteration: unknown, parallel: string, trees: number): number | null {
  if (typeof iteration !== 'string' || !/^\d+$/.test(iteration)) return null
  const best = (Number(iteration) + 1) * Number(parallel)
  return Number.isInteger(best) && best >= 1 && best < trees ? best : null
}

function missingOf(wrapper: unknown): number | null {
  if (typeof wrapper !== 'string') return null
  try {
    const settings = v.safeParse(wrapperSchema, parseXgboostText(wrapper))
    return settings.success ? settings.output.missing : null
  } catch {
    return null
  }
}

function readTrees(trees: readonly unknown[], features: number): Tree[] {
  if (trees.length > MOST_TREES) throw invalid(`${trees.length} trees`, `at most ${MOST_TREES.toLocaleString('en-US')}`)
  let room = MOST_NODES
  let words = MOST_WORDS
  return trees.map((json, i) => {
    try {
      const tree = readXgboostTree(json, { features, nodes: room, words })
      room -= tree.feature.length
      words -= tree.sets.length
      return tree
    } catch (cause) {
      throw new Error(`invalid XGBoost model: tree ${i}: ${cause instanceof Error ? cause.message : 'unreadable'}`, {
        cause,
      })
    }
  })
}

function invalid(what: string, allowed: string): Error {
  return new Error(`invalid XGBoost model: ${what}; expected ${allowed}`)
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 60)}…` : line
}
