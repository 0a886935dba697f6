import { asks, assumed, flagFor, type Assumption } from './assumed.ts'
import type { ColumnChoice } from './choices.ts'
import type { ColumnPlan, ColumnType, Dialect, Role } from './plan.ts'
import type { ColumnLook } from './profile.ts'
import { missingTokens } from './infer-missing.ts'
import { sayFractions, sayStyle, styleOf } from './infer-numbers.ts'
import { offsetOf } from './infer-offset.ts'
import { orderOf, unitOf } from './infer-time.ts'
import { MISSING_CATEGORIES, MISSING_TEXTS } from './missing-texts.ts'
import { sayTime } from './say-time.ts'
import { listed } from '../../src/core/kernel/words.ts'

const NAMED = 3

export interface ColumnContext {
  readonly looks: readonly ColumnLook[]
  readonly types: readonly ColumnType[]
  readonly roles: readonly Role[]
  /** What a person said, by place. */
  readonly chosen: readonly (ColumnChoice | undefined)[]
  readonly decimal: Dialect['decimal']
  /** How the label is read, where more than its cells decides. */
  readonly label?: Partial<Omit<ColumnPlan, 'name'>>
  /** What was assumed is added. */
  readonly assumptions: Assumption[]
}

/** How the cells of each column are read, its role known: type, texts that mean missing, unit of time, style of numbers; what a person said goes first. */
export function inferColumns(context: ColumnContext): ColumnPlan[] {
  const { looks, types, roles, chosen, decimal, label, assumptions } = context
  const clock = roles.indexOf('time')
  const clockUnit = clock < 0 ? undefined : (chosen[clock]?.timeUnit ?? unitOf(looks[clock]))
  const words = new Map<string, string[]>()
  const columns = looks.map((look, i): ColumnPlan => {
    const role = roles[i]
    const { name: _, ...choice } = chosen[i] ?? { name: '' }
    const isClock = role === 'time' || role === 'labelTime'
    let type: ColumnType = isClock || types[i] === 'time' ? 'time' : types[i]
    const isOpen = type === 'time' && !choice.timeUnit && !look.declared && isUndecided(look)
    // Dates of a feature whose order nothing tells are values all the same.
    if (isOpen && !isClock && choice.type !== 'time') type = 'categorical'
    const inferred: ColumnPlan = {
      name: look.name,
      role,
      type,
      missing: missingOf(look, role === 'label' ? 'categorical' : type),
    }
    const plain: ColumnPlan = { ...inferred, ...(role === 'label' && label), ...choice }
    if (role === 'ignore' || role === 'label') return plain
    if (choice.missing) {
      // What was chosen needs no word.
    } else if (type === 'categorical') noteWords(look, plain, words)
    else sayTokens(look, plain, assumptions)
    if (type === 'time') {
      if (choice.timeUnit) return plain
      const timeUnit =
        look.declared?.timeUnit ?? unitOf(look) ?? (isOpen && role === 'labelTime' ? clockUnit : undefined)
      if (isOpen && timeUnit === undefined) assumptions.push(askOrder(look))
      else sayTime(look, timeUnit, role, assumptions)
      return timeUnit ? { ...plain, timeUnit } : plain
    }
    if (isOpen) assumptions.push(openFeature(look))
    if (type !== 'numeric' || role === 'group' || role === 'user') return plain
    const numbers = choice.numbers ?? styleOf(look, decimal)
    if (numbers && !choice.numbers) sayStyle(look, numbers, assumptions)
    else if (!numbers && decimal === '.' && !look.declared) sayFractions(look, assumptions)
    const offset = choice.offset ?? (role === 'feature' ? offsetOf(look, assumptions) : 0)
    return { ...plain, ...(numbers && { numbers }), ...(offset !== 0 && { offset }) }
  })
  for (const [word, names] of words) {
    const [column] = names.length === 1 ? names : [null]
    assumptions.push(assumed('missing', column, `${listed(names)}: ${word}`, '--missing COLUMN=TEXTS'))
  }
  return columns
}

/** Whether more than one order fits the dates of a column, and they are not the same dates. */
function isUndecided(look: ColumnLook): boolean {
  const { order, fitting } = orderOf(look)
  return fitting.length > 1 && order === null
}

function missingOf(look: ColumnLook, type: ColumnType): readonly string[] {
  if (type === 'categorical') return MISSING_CATEGORIES
  return look.declared ? MISSING_TEXTS : [...MISSING_TEXTS, ...missingTokens(look).map(({ text }) => text)]
}

/** Words on the list that a column of categories has: they might be values. */
function noteWords({ name, missingWords }: ColumnLook, { missing }: ColumnPlan, words: Map<string, string[]>): void {
  for (const { text } of missingWords) {
    const meaning = missing.includes(text) ? `"${text}" is taken as missing` : `"${text}" is taken as a value`
    words.set(meaning, [...(words.get(meaning) ?? []), name])
  }
}

/** Texts that are no number or date, which were taken as missing. */
function sayTokens(look: ColumnLook, { name, missing }: ColumnPlan, assumptions: Assumption[]): void {
  if (look.declared) return
  const tokens = missingTokens(look).filter(({ text }) => missing.includes(text))
  if (tokens.length === 0) return
  const shown = tokens.slice(0, NAMED).map(({ text, count }) => {
    const share = (100 * count) / look.sampled
    return `"${text}" (${share < 1 ? share.toFixed(1) : Math.round(share)} %)`
  })
  const more = tokens.length > NAMED ? ` and ${tokens.length - NAMED} more texts` : ''
  const verb = tokens.length === 1 ? 'is' : 'are'
  assumptions.push(
    assumed(
      'missing',
      name,
      `${name}: ${shown.join(', ')}${more} ${verb} taken as missing`,
      flagFor('--missing', name, '=TEXTS')
    )
  )
}

function askOrder(look: ColumnLook): Assumption {
  const { name, examples } = look
  const { fitting } = orderOf(look)
  const [example] = examples
  return asks(
    'time',
    name,
    `${name}: "${example}" may be written ${fitting.join(' or ')}, and nothing in the column decides: choose one`,
    `--time-format ${fitting[0]}`
  )
}

function openFeature({ name }: ColumnLook): Assumption {
  return assumed('type', name, `${name} looks like dates, and may have its day or its month first: read as categories`)
}
