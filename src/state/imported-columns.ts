import type { ColumnPlan } from '../../datasets/imports/plan.ts'
import { planIn } from '../../datasets/own-data/stored-plan.ts'
import type { ColumnSummary, DataSummary } from '../core/lab.ts'
import type { DataFile } from '../core/training/run.ts'
import { askedPlaces } from '../core/trees/bind-features.ts'
import type { Encodings } from '../core/trees/raw-numbers.ts'
import type { XgboostModel } from '../core/trees/xgboost-json.ts'

const MOST_NAMED = 5
const PADDED = /^[+-]?0\d/

/**
 * Refuses columns that a file has, but not as a model knew them.
 * @throws one line that names the column and what to do
 */
export function checkImportedColumns(model: XgboostModel, { columns }: DataSummary, file: DataFile | null): void {
  for (const id of askedNames(model)) {
    const plan = file ? planIn(file).columns.find(({ name }) => name === id) : undefined
    const column = columns.find((one) => one.id === id)
    if (plan && !column) throw leftOut(plan)
    if (column && model.missing !== null) checkMissing(model.missing, column, plan)
  }
}

/** What is assumed of the columns that a model asks about, one line each. */
export function assumedOf(model: XgboostModel, { columns }: DataSummary, encodings: Encodings): string[] {
  return askedNames(model).flatMap((id) => {
    const column = columns.find((one) => one.id === id)
    if (column?.numbers && column.values?.some((text) => PADDED.test(text)))
      return [`${id}: codes count as numbers, ${column.values.find((text) => PADDED.test(text))} without its zeros`]
    if (column?.held === 'truth words') return [`${id}: true (or yes) is 1 and false (or no) is 0`]
    if (column?.held !== 'texts' || !Object.hasOwn(encodings, id)) return []
    const given = Object.entries(encodings[id])
    const more = given.length > MOST_NAMED ? ` and ${given.length - MOST_NAMED} more` : ''
    const named = given.slice(0, MOST_NAMED).map(([text, number]) => `${text} is ${number}`)
    return [`${id}: ${named.join(', ')}${more}, as given`]
  })
}

function askedNames({ ensemble }: XgboostModel): string[] {
  return askedPlaces(ensemble).map((place) => ensemble.features[place].id)
}

function leftOut({ name, role }: ColumnPlan): Error {
  const what =
    role === 'ignore' || role === 'feature' || role === 'amount'
      ? 'left out of these rows'
      : `the ${ROLES[role]} of these rows`
  return new Error(`${name} is ${what}, and the model uses it: make it a feature in the import panel`)
}

const ROLES = {
  label: 'label',
  time: 'time',
  labelTime: 'time of the label',
  group: 'group',
  user: 'user',
  grade: 'grade',
  outcome: 'outcome',
} as const

/** What was missing to the model must be missing here. */
function checkMissing(missing: number, { id, range, numbers }: ColumnSummary, plan: ColumnPlan | undefined): void {
  const isDeclared = plan?.missing.some((text) => text.trim() !== '' && Number(text) === missing)
  const isHeld = numbers ? numbers.includes(missing) : range && range[0] <= missing && missing <= range[1]
  if (isHeld && !isDeclared)
    throw new Error(
      `the model takes ${missing} in ${id} for a missing value: name ${missing} as missing in ${id} in the import panel`
    )
}
