import * as v from 'valibot'

const recordSchema = v.record(v.string(), v.unknown())

/** What claims to be a record of settings; an empty one where it is none. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  const parsed = v.safeParse(recordSchema, value)
  return parsed.success && !Array.isArray(value) ? parsed.output : {}
}
