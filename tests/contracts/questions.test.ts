import { beforeAll, describe, expect, test } from 'vitest'
import { createLab, type Lab } from '../../src/core/lab.ts'
import { questions, questionOf, type ChoiceOf, type QuestionId } from '../../src/core/questions/kinds/index.ts'
import { commandQueue } from '../../src/core/training/commands.ts'
import type { RunSpec } from '../../src/core/training/run.ts'
import { nodeHost } from '../../src/headless/host.ts'
import { defaultDocument } from '../../src/scenarios/document.ts'
import { recipeOf } from '../../src/scenarios/recipe.ts'

const costs = { missedFlat: 20, missedShare: 1, falseAlarm: 5, review: 2 }
/** What each is asked with here; one that wants to know nothing needs no line. */
const choices = {
  value: { kind: 'threshold', unit: 'dollars', settings: costs },
  valueIntervals: { kind: 'threshold', unit: 'dollars', settings: costs, redraws: 50, seed: 1 },
  crossFit: { rule: { by: 'cost', costs } },
  slices: { column: 'category', threshold: 0.1 },
  examples: { cell: 'falsePositives', threshold: 0.1, order: 'highest', most: 5 },
  why: { row: 25_000 },
  intervals: {
    ...{ threshold: 0.1, redraws: 300, seed: 1 },
    costs,
  },
} satisfies { readonly [Id in QuestionId]?: ChoiceOf<Id> }
const document = defaultDocument('payment-fraud')
const world = { ...document.world, rows: 30_000, customers: 2_000, baseRate: 0.02 }
const recipe = recipeOf({ ...document, world })
const { settings } = document.lanes.find(({ model }) => model === 'logistic')!
const spec: RunSpec = { id: 'run', lane: 'run', model: 'logistic', settings, recipe, engine: 'fused' }
const part = 'test'

let lab: Lab
let scored = 0
let shares: QuestionId[] = []
let onShare: () => void = () => undefined

beforeAll(async () => {
  lab = createLab({
    ...nodeHost,
    busy: (reason) => (scored += Number(reason === 'scoring rows')),
    asking: (question) => {
      shares.push(question)
      onShare()
    },
  })
  const training = lab.runs.train(spec, {
    metrics: { k: 10, gain: 'linear', alerts: 100 },
    commands: commandQueue(),
  })
  while (!(await training.next()).done);
})

test('ids and labels of questions are their own', () => {
  for (const key of ['id', 'label'] as const) {
    const values = questions.map((one) => one[key])
    expect(new Set(values).size).toBe(questions.length)
  }
})

test('questionOf(nobody) is refused in one line', () => {
  expect(() => questionOf('nobody' as QuestionId)).toThrow(/^unknown question: nobody; expected .*decide.*, why, /)
})

const choiceOf = (id: QuestionId): object => ({ ...choices })[id as keyof typeof choices] ?? {}

describe.each(questions.map(({ id, label }) => [id, label] as const))('%s', (id) => {
  const ask = () => lab.questions.ask(spec.id, id, { ...choiceOf(id), part } as never)

  test('answers the same again, by what can be sent to a page, of rows that are scored once', async () => {
    scored = 0
    const answer = await ask()
    expect(structuredClone(answer)).toEqual(answer)
    expect(await ask()).toEqual(answer)
    expect(scored).toBeLessThanOrEqual(1)
  })

  test('of a run that is not served is refused in one line', async () => {
    const asked = lab.questions.ask('nobody', id, { ...choiceOf(id), part } as never)
    await expect(asked).rejects.toThrow('unknown run: nobody; train or restore it first')
  })
})

test('stop() ends what is under way, whatever it is, and stop(id) of another leaves it alone', async () => {
  const long = { ...choices.intervals, redraws: 100_000, part } as const
  shares = []
  onShare = () => void lab.questions.stop('slices')
  const few = lab.questions.ask(spec.id, 'intervals', { ...choices.intervals, redraws: 2_000, part })
  expect((await few).redraws).toBe(2_000)
  onShare = () => void lab.questions.stop()
  await expect(lab.questions.ask(spec.id, 'intervals', long)).rejects.toThrow('redrawing was stopped')
  expect(new Set(shares)).toEqual(new Set(['intervals']))
})
