import { decision } from './decision.ts'
import { drift } from './drift.ts'
import { lab } from './lab.ts'
import type { Section } from './section.ts'
import { split } from './split.ts'
import { view } from './view.ts'
import { world } from './world.ts'

/** Every group of knobs, in the order of links. */
export const sections = [lab, world, split, decision, drift, view] as const

type Kind = (typeof sections)[number]
type SettingsIn<K> = K extends Section<string, infer S> ? S : never

export type SectionId = Kind['id']
/** Of sections with a field of their own in the lab, the settings by id. */
export type SectionSettings = { readonly [K in Exclude<Kind, typeof lab> as K['id']]: SettingsIn<K> }
/** Settings that are fields of the lab itself. */
export type RootSettings = SettingsIn<typeof lab>
