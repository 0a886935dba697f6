import * as v from 'valibot'
import { logit } from '../kernel/math.ts'
import type { Ensemble, Tree } from './ensemble.ts'
import { readXgboostTree } from './xgboost-tree.ts'

const MOST_CHARACTERS = 400_000_000
const MOST_TREES = 5_000
const MOST_NODES = 1_000_000
const MOST_FEATURES = 65_536
const MOST_NAME_CHARACTERS = 200
const OBJECTIVES: readonly string[] = ['binary:logistic', 'reg:logistic']

const names = v.optional(v.pipe(v.array(v.string()), v.maxLength(MOST_FEATURES)), [])
const headSchema = v.object({
  learner: v.object({
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
  learner: v.object({ gradient_booster: v.object({ model: v.object({ trees: v.array(v.unknown()) }) }) }),
})

/**
 * The trees of an XGBoost model as `save_model('model.json')` of 1.7 to 3.x writes it, text or parsed: gbtree, one
 * output, numeric splits, a logistic objective; scores what `Booster.predict` does over all rounds. XGBoost keeps no
 * shrunk value of nodes that are no leaves: theirs is the mean of their leaves, by cover.
 * @throws one line that says what is wrong with the file, and what is allowed
 */
export function parseXgboost(model: unknown): Ensemble {
  const json = typeof model === 'string' ? parseText(model) : model
  const { learner } = parsed(headSchema, json)
  const { gradient_booster: booster, objective, learner_model_param: parameters } = learner
  if (booster.name !== 'gbtree') throw invalid(`booster ${short(booster.name)}`, 'gbtree')
  if (!OBJECTIVES.includes(objective.name)) throw invalid(`objective ${short(objective.name)}`, OBJECTIVES.join(' or '))
  if (Number(parameters.num_class) > 1) throw invalid(`${short(parameters.num_class)} classes`, 'one output')
  if (Number(parameters.num_target) > 1) throw invalid(`${short(parameters.num_target)} targets`, 'one output')
  const features = featureNames(learner.feature_names, Number(parameters.num_feature))
  return {
    base: baseOf(parameters.base_score),
    features: features.map((id) => ({ id, kind: 'numeric' })),
    trees: readTrees(parsed(treesSchema, json).learner.gradient_booster.model.trees, features.length),
  }
}

function parseText(text: string): unknown {
  if (text.length > MOST_CHARACTERS)
    throw invalid(`${text.length} characters`, `at most ${MOST_CHARACTERS.toLocaleString('en-US')}`)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error("invalid XGBoost model: not JSON; expected what save_model('model.json') writes", { cause })
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

function readTrees(trees: readonly unknown[], features: number): Tree[] {
  if (trees.length > MOST_TREES) throw invalid(`${trees.length} trees`, `at most ${MOST_TREES.toLocaleString('en-US')}`)
  let room = MOST_NODES
  return trees.map((json, i) => {
    try {
      const tree = readXgboostTree(json, { features, nodes: room })
      room -= tree.feature.length
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
