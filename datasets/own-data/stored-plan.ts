import * as v from 'valibot'
import type { Assumption } from '../imports/assumed.ts'
import type { Choices } from '../imports/choices.ts'
import { columnTypes, encodings, numberStyles, roles, timeUnits, type ImportPlan } from '../imports/plan.ts'

/** How a file is read, as a recipe stores it: only this room and `imports/` interpret its content. */
export interface StoredPlan {
  readonly plan: unknown
  readonly choices?: unknown
  readonly assumptions?: unknown
}

const plans = new WeakMap<object, ImportPlan>()

/** The import plan, validated once; a setting that an earlier version did not store has its default. @throws one line where it is no plan */
export function planIn({ plan }: Pick<StoredPlan, 'plan'>): ImportPlan {
  const known = typeof plan === 'object' && plan !== null ? plans.get(plan) : undefined
  if (known) return known
  const parsed = v.safeParse(planSchema, plan)
  if (!parsed.success) throw new Error('how this file is read cannot be understood: choose the file again')
  plans.set(plan as object, parsed.output)
  return parsed.output
}

/** The choices that the person made about the import; undefined where an earlier version did not store them. */
export function choicesIn({ choices }: Pick<StoredPlan, 'choices'>): Choices | undefined {
  const parsed = v.safeParse(choicesSchema, choices)
  return parsed.success ? parsed.output : undefined
}

/** The assumptions made where the person chose nothing. */
export function assumptionsIn({ assumptions }: Pick<StoredPlan, 'assumptions'>): readonly Assumption[] {
  const parsed = v.safeParse(v.array(assumptionSchema), assumptions)
  return parsed.success ? parsed.output : []
}

const columnEntries = {
  role: v.picklist(roles),
  type: v.picklist(columnTypes),
  missing: v.array(v.string()),
  keepsEmpty: v.optional(v.boolean()),
  timeUnit: v.optional(v.picklist(timeUnits)),
  numbers: v.optional(v.picklist(numberStyles)),
  offset: v.optional(v.number()),
}

const dialectSchema = v.object({
  delimiter: v.string(),
  decimal: v.picklist(['.', ',']),
  encoding: v.picklist(encodings),
  hasHeader: v.boolean(),
  skip: v.number(),
  comment: v.string(),
  escapes: v.optional(v.boolean()),
})

const planSchema = v.object({
  format: v.optional(v.picklist(['csv', 'parquet']), 'csv'),
  dialect: v.optional(v.nullable(dialectSchema), null),
  columns: v.array(
    v.object({
      ...columnEntries,
      name: v.optional(v.string(), ''),
      type: v.optional(columnEntries.type, 'categorical'),
      missing: v.optional(columnEntries.missing, []),
    })
  ),
  positive: v.optional(v.string(), ''),
  rows: v.optional(v.nullable(v.number()), null),
}) satisfies v.GenericSchema<unknown, ImportPlan>

const choicesSchema = v.object({
  dialect: v.optional(v.partial(dialectSchema)),
  columns: v.optional(v.array(v.object({ name: v.string(), ...v.partial(v.object(columnEntries)).entries }))),
  positive: v.optional(v.string()),
}) satisfies v.GenericSchema<unknown, Choices>

const assumptionSchema = v.object({
  about: v.picklist(['text', 'label', 'role', 'type', 'time', 'missing', 'leak', 'rows']),
  column: v.nullable(v.string()),
  text: v.string(),
  asks: v.boolean(),
  flag: v.nullable(v.string()),
}) satisfies v.GenericSchema<unknown, Assumption>
