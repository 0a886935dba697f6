import { allowedBy, type Knob } from '../core/kernel/knobs.ts'
import { namedLab } from './asked-lab.ts'
import { BadInput } from './bad-input.ts'
import { changedLab, groupsOf, type Group } from './settings.ts'

export interface KnobFlags {
  readonly models?: string
  readonly json?: boolean
}

/** `sim knobs`: every setting of a lab that `--set` takes, with what it allows; of those with a word in them, if one is given. */
export function listKnobs(name: string | undefined, word: string | undefined, { models, json }: KnobFlags): void {
  const document = changedLab(namedLab(name).document, { models })
  const sections = groupsOf(document)
    .map((group) => ({ label: group.label, knobs: knobsOf(group).filter((knob) => hasWord(knob, word)) }))
    .filter(({ knobs }) => knobs.length > 0)
  if (sections.length === 0) throw new BadInput(`no knob of ${document.scenario} has ${word} in its name or help`)
  if (json) {
    for (const { label, knobs } of sections)
      for (const { id, knob } of knobs) process.stdout.write(`${JSON.stringify({ id, section: label, ...knob })}\n`)
    return
  }
  const lines = sections.flatMap(({ label, knobs }) => [
    label,
    ...knobs.flatMap(({ id, knob }) => [`  ${id}=${String(knob.default)}  ${allowedBy(knob)}`, `      ${knob.help}`]),
    '',
  ])
  process.stdout.write(`${lines.slice(0, -1).join('\n')}\n`)
}

/** A knob with its name on the command line. */
interface NamedKnob {
  readonly id: string
  readonly knob: Knob
}

function knobsOf({ id, isFlat, knobs }: Group): NamedKnob[] {
  return Object.entries(knobs).map(([name, knob]) => ({ id: isFlat ? name : `${id}.${name}`, knob }))
}

function hasWord({ id, knob }: NamedKnob, word = ''): boolean {
  return [id, knob.label, knob.help].some((text) => text.toLowerCase().includes(word.toLowerCase()))
}
