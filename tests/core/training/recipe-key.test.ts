import { expect, test } from 'vitest'
import recorded from '../../../src/app/recorded-ad-ctr.json'
import { parseDocument } from '../../../src/scenarios/document.ts'
import { keyOfRecipe, readRecipe, type KeptRecipe } from '../../../src/core/training/recipe-key.ts'
import { recipeOf } from '../../../src/scenarios/recipe.ts'

const { purpose, ...old } = recipeOf(parseDocument({ scenario: 'ad-ctr' }).document)
const range = { from: 0, to: 20_000 }

test('readRecipe(kept) states the purpose that earlier versions told by a range of rows', () => {
  expect(purpose).toBe('lab')
  expect(readRecipe(old)).toEqual({ purpose: 'lab', ...old })
  expect(readRecipe({ ...old, range })).toEqual({ ...old, range, purpose: 'retraining' })
  expect(readRecipe({ ...old, range, purpose: 'lab' }).purpose).toBe('lab')
})

test('keyOfRecipe(recipe) is one for the same rows, whichever version kept them, and another for another purpose', () => {
  expect(keyOfRecipe(old)).toBe(keyOfRecipe({ ...old, purpose: 'lab' }))
  expect(keyOfRecipe({ ...old, range })).toBe(keyOfRecipe({ ...old, range, purpose: 'retraining' }))
  expect(keyOfRecipe({ ...old, range })).not.toBe(keyOfRecipe({ ...old, range, purpose: 'lab' }))
})

test('a recording made before recipes had a purpose is on the rows of a lab', () => {
  const { recipe } = recorded.runs[0].spec as unknown as { recipe: KeptRecipe }
  expect(recipe).not.toHaveProperty('purpose')
  expect(readRecipe(recipe).purpose).toBe('lab')
})
