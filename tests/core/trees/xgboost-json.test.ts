import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { contributions } from '../../../src/core/trees/contributions.ts'
import type { Ensemble } from '../../../src/core/trees/ensemble.ts'
import { parseXgboost } from '../../../src/core/trees/xgboost-json.ts'
import { formatXgboost } from '../../../src/core/trees/xgboost-writer.ts'
import { caseOf, cases, marginOf, valuesOf, written, type XgboostModel } from './xgboost-goldens.ts'

describe.each(cases)('XGBoost, $name', ({ model, rows, margins }) => {
  const ensemble = parseXgboost(JSON.stringify(model))

  test('parseXgboost(text) scores rows as XGBoost does, within 1e-5', () => {
    rows.forEach((row, i) => expect(Math.abs(marginOf(ensemble, valuesOf(row)) - margins[i])).toBeLessThan(1e-5))
  })

  test('children stand behind their parent, and every node has one', () => {
    for (const { feature, left, right } of ensemble.trees) {
      const children = [...feature.keys()].flatMap((node) => {
        if (feature[node] < 0) return []
        expect(Math.min(left[node], right[node])).toBeGreaterThan(node)
        return [left[node], right[node]]
      })
      expect(children.sort((a, b) => a - b)).toEqual([...feature.keys()].slice(1))
    }
  })

  test('formatXgboost and back is the same ensemble', () => {
    const again = parseXgboost(formatXgboost(ensemble))
    expect(again.features).toEqual(ensemble.features)
    expect(again.base).toBeCloseTo(ensemble.base, 6)
    again.trees.forEach((tree, i) => expect({ ...tree, value: 0 }).toEqual({ ...ensemble.trees[i], value: 0 }))
    for (const row of rows.map(valuesOf))
      expect(Math.abs(marginOf(again, row) - marginOf(ensemble, row))).toBeLessThan(1e-6)
  })
})

describe.each(written)('what XGBoost says of our file of $of, base $base', ({ of, base, sha256, ...theirs }) => {
  const { model, rows } = caseOf(of)
  const ensemble = { ...parseXgboost(model), base }

  test('it is of the very file that formatXgboost writes', () => {
    expect(createHash('sha256').update(formatXgboost(ensemble)).digest('hex')).toBe(sha256)
  })

  test('margins agree within 1e-5, contributions within 1e-4', () => {
    rows.map(valuesOf).forEach((row, i) => {
      expect(Math.abs(marginOf(ensemble, row) - theirs.margins[i])).toBeLessThan(1e-5)
      const out = new Float64Array(row.length + 1)
      contributions(ensemble, row, out)
      out.forEach((amount, j) => expect(Math.abs(amount - theirs.contributions[i][j])).toBeLessThan(1e-4))
    })
  })
})

test('features without names are f0, f1, …', () => {
  const { features } = parseXgboost(caseOf('no names, reg:logistic').model)
  expect(features.map(({ id }) => id)).toEqual(['f0', 'f1', 'f2', 'f3', 'f4'])
})

test('words that JSON has not stay texts within texts', () => {
  const text = worded((all) =>
    all.replace('"position"', '"-Infinity \\\\\\"NaN\\""').replace('"loss_changes"', '"unread":NaN,"loss_changes"')
  )
  expect(parseXgboost(text).features.map(({ id }) => id)).toContain('-Infinity \\"NaN"')
})

test('nodes that were pruned are left out', () => {
  const { model } = caseOf('exact and pruned')
  const kept = parseXgboost(model).trees.map((tree) => tree.feature.length)
  const stored = model.learner.gradient_booster.model.trees.map((tree) => (tree.left_children as number[]).length)
  expect(kept.some((count, i) => count < stored[i])).toBe(true)
})

test.each([
  ['5E-1', 0],
  ['[5E-1]', 0],
  ['[1.0000000E-3]', Math.log(0.001 / 0.999)],
])('base_score %s is the logit %d', (text, base) => {
  expect(parseXgboost(changed((model) => (model.learner.learner_model_param.base_score = text))).base).toBeCloseTo(base)
})

test('what 2.x and 3.x add (iteration_indptr, cats, flags as booleans) does not matter', () => {
  const { rows, margins } = caseOf('depth 2')
  const ensemble = parseXgboost(
    changed((model) => {
      const { trees } = model.learner.gradient_booster.model
      Object.assign(model.learner.gradient_booster.model, { iteration_indptr: [0, 1, 2, 3], cats: { enc: [] } })
      for (const tree of trees) tree.default_left = (tree.default_left as number[]).map((flag) => flag === 1)
      delete model.learner.learner_model_param.num_class
    })
  )
  rows.forEach((row, i) => expect(Math.abs(marginOf(ensemble, valuesOf(row)) - margins[i])).toBeLessThan(1e-5))
})

describe('parseXgboost refuses in one line', () => {
  const tree = (change: (tree: Record<string, unknown[]>) => void) =>
    changed((model) => change(model.learner.gradient_booster.model.trees[1] as Record<string, unknown[]>))
  const root = (name: string, value: unknown) => tree((lists) => (lists[name][0] = value))

  test.each([
    ['text that is no JSON', 'booster[0]:\n0:[f1<2]', "not JSON; expected what save_model('model.json') writes"],
    ['null', null, 'null; expected Object'],
    ['a list', [], /expected "learner"|expected Object/],
    ['an empty object', {}, /learner/],
    ['dart', changed(({ learner }) => (learner.gradient_booster.name = 'dart')), 'booster dart; expected gbtree'],
    [
      'gblinear',
      changed(({ learner }) => (learner.gradient_booster = { name: 'gblinear', model: { trees: [] } })),
      'booster gblinear; expected gbtree',
    ],
    [
      'many classes',
      changed(({ learner }) => (learner.objective.name = 'multi:softprob')),
      'objective multi:softprob; expected binary:logistic or reg:logistic',
    ],
    [
      'classes without their objective',
      changed(({ learner }) => (learner.learner_model_param.num_class = '3')),
      '3 classes; expected one output',
    ],
    [
      'two targets',
      changed(({ learner }) => (learner.learner_model_param.num_target = '2')),
      '2 targets; expected one output',
    ],
    [
      'a base_score of 0',
      changed(({ learner }) => (learner.learner_model_param.base_score = '0E0')),
      'base_score 0E0; expected above 0 and below 1',
    ],
    [
      'two base_scores',
      changed(({ learner }) => (learner.learner_model_param.base_score = '[5E-1,5E-1]')),
      'base_score [5E-1,5E-1]; expected above 0 and below 1',
    ],
    [
      'a billion features',
      changed(({ learner }) => (learner.learner_model_param.num_feature = '1000000000')),
      'num_feature 1000000000; expected 1 to 65536',
    ],
    [
      'too few names',
      changed(({ learner }) => learner.feature_names.pop()),
      '4 feature names; expected 5, one each feature',
    ],
    ['a name twice', changed(({ learner }) => (learner.feature_names[1] = 'position')), 'feature name position twice'],
    ['a name that is none', changed(({ learner }) => (learner.feature_names[1] = 3)), 'feature_names.1 is 3'],
    [
      'too many trees',
      changed(({ learner }) => (learner.gradient_booster.model.trees = Array.from({ length: 5001 }, () => ({})))),
      '5001 trees; expected at most 5,000',
    ],
    ['a tree that is none', tree((lists) => delete lists.left_children), 'tree 1: left_children is not readable'],
    ['text among numbers', root('split_conditions', '1'), 'tree 1: split_conditions is not readable'],
    ['a number beyond float32', root('split_conditions', 1e300), 'tree 1: split_conditions is not readable'],
    ['lists of unlike lengths', tree((lists) => lists.sum_hessian.pop()), 'sum_hessian has 6 values; expected 7'],
    ['an empty tree', tree(emptied), 'tree 1: 0 nodes; expected 1 to 999993'],
    ['a cycle', tree((lists) => (lists.left_children[1] = 0)), 'tree 1: node 0 has two parents; expected a tree'],
    ['a shared child', tree((lists) => (lists.right_children[0] = 1)), 'tree 1: node 1 has two parents'],
    ['a child out of range', root('left_children', 7), 'tree 1: node 0: child 7; expected 0 to 6'],
    ['half a child', root('left_children', 1.5), 'tree 1: node 0: child 1.5; expected 0 to 6'],
    ['one child', root('right_children', -1), 'tree 1: node 0: child -1; expected 0 to 6'],
    ['a feature out of range', root('split_indices', 5), 'tree 1: node 0: feature 5; expected 0 to 4'],
    ['a negative cover', root('sum_hessian', -1), 'tree 1: node 0: sum_hessian -1; expected 0 or more'],
    ['a categorical split', root('split_type', 1), 'tree 1: node 0: a categorical split; expected numeric ones'],
    ['a chain of 300', tree(chained), 'tree 1: deeper than 256'],
    ['a condition that is none', root('split_conditions', null), 'tree 1: node 0: split_condition NaN; expected'],
    ['another type of split', root('split_type', 2), 'tree 1: node 0: split_type 2; expected 0 (numeric) or 1'],
    ['categories beyond their list', listed([1], [0], [2]), 'tree 1: node 0: 2 categories from 0; expected at most 1'],
    ['no category', listed([1], [0], [0]), 'tree 1: node 0: a categorical split; expected'],
    ['half a category', listed([0.5], [0], [1]), 'tree 1: node 0: category 0.5; expected a whole number'],
    ['a negative category', listed([-1], [0], [1]), 'tree 1: node 0: category -1; expected a whole number'],
    ['a category of a billion', listed([1e9], [0], [1]), 'tree 1: node 0: category 1000000000; expected'],
    [
      'a feature split by number and by category',
      listed([1], [0], [1]),
      /feature \w+ is split by number and by category; expected one of these/,
    ],
    [
      'a feature of categories that is split by number',
      changed(({ learner }) => (learner.feature_types = ['c', 'c', 'c', 'c', 'c'])),
      /feature \w+ is split by number and by category/,
    ],
    [
      'NaN for a leaf',
      worded((text) => text.replace(/"split_conditions":\[[^,]+/, '"split_conditions":[NaN')),
      'tree 0',
    ],
    [
      'an infinity',
      worded((text) => text.replace(/"split_conditions":\[[^,]+/, '"split_conditions":[-Infinity')),
      'tree 0: split_conditions is not readable',
    ],
    ['NaN in the middle of a word', '{"learner": xNaN}', 'not JSON'],
    ['a string that never ends', '{"learner": NaN, "a', 'not JSON'],
  ])('%s', (_, model, said) => {
    const message = messageOf(() => parseXgboost(model))
    expect(message).toMatch(/^invalid XGBoost model: [^\n]+; expected [^\n]+$/)
    expect(message).toMatch(said)
  })

  test('more than a million nodes in all', () => {
    const count = 400_001
    const wide = {
      left_children: new Array(count).fill(-1),
      right_children: new Array(count).fill(-1),
      split_indices: new Array(count).fill(0),
      split_conditions: new Array(count).fill(0),
      default_left: new Array(count).fill(0),
      sum_hessian: new Array(count).fill(0),
      loss_changes: new Array(count).fill(0),
    }
    for (let node = 0; 2 * node + 2 < count; node++) {
      wide.left_children[node] = 2 * node + 1
      wide.right_children[node] = 2 * node + 2
    }
    const model = changed(({ learner }) => (learner.gradient_booster.model.trees = [wide, wide, wide]))
    expect(messageOf(() => parseXgboost(model))).toMatch(
      'tree 2: 400001 nodes; expected 1 to 199998, as a model may have a million'
    )
  })
})

test('formatXgboost refuses categories and bases that are no float32 probability', () => {
  const ensemble = parseXgboost(caseOf('depth 2').model)
  const categorical: Ensemble = {
    ...ensemble,
    features: ensemble.features.map(({ id }) => ({ id, kind: 'categorical' })),
  }
  expect(() => formatXgboost(categorical)).toThrow('invalid feature: n_amount is categorical; expected numeric ones')
  expect(() => formatXgboost({ ...ensemble, base: 12 })).toThrow('invalid base: 12; expected -80 to 4')
})

/** A root that is split by categories. */
function listed(categories: number[], starts: number[], sizes: number[]): XgboostModel {
  return changed((model) => {
    const lists = model.learner.gradient_booster.model.trees[1] as Record<string, unknown[]>
    lists.split_type[0] = 1
    lists.split_conditions[0] = null
    Object.assign(lists, { categories, categories_nodes: [0], categories_segments: starts, categories_sizes: sizes })
  })
}

function worded(change: (text: string) => string): string {
  return change(JSON.stringify(caseOf('depth 2').model))
}

function changed(change: (model: XgboostModel) => void): XgboostModel {
  const model = structuredClone(caseOf('depth 2').model)
  change(model)
  return model
}

function emptied(lists: Record<string, unknown[]>): void {
  for (const name of Object.keys(lists)) if (Array.isArray(lists[name])) lists[name] = []
}

/** Node 2 i has a leaf to its left and the next to its right. */
function chained(lists: Record<string, unknown[]>): void {
  const count = 601
  const isSplit = (node: number) => node % 2 === 0 && node < count - 1
  for (const name of Object.keys(lists)) if (Array.isArray(lists[name])) lists[name] = new Array(count).fill(0)
  lists.left_children = lists.left_children.map((_, node) => (isSplit(node) ? node + 1 : -1))
  lists.right_children = lists.right_children.map((_, node) => (isSplit(node) ? node + 2 : -1))
}

function messageOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'no error'
}
