import { splitKnobs } from '../core/training/split-knobs.ts'
import type { LabDocument } from '../scenarios/document.ts'

/** Says that a file's rows are parted in another way than a lab asks for. */
export function splitNote({ file, split }: LabDocument): string {
  return `${file?.name} cannot be split as this lab asks for: it is split ${splitKnobs.split.options.find(({ value }) => value === split.split)?.label ?? split.split} instead.`
}
