import { ceiling } from './ceiling.ts'
import { exportVerb } from './export.ts'
import { inspect } from './inspect.ts'
import { knobs } from './knobs.ts'
import { record } from './record.ts'
import { run } from './run.ts'
import type { Verb } from './verb.ts'

/** In the order in which help lists them. */
export const verbs: readonly Verb[] = [run, inspect, exportVerb, ceiling, knobs, record]
