import * as v from 'valibot'
import { parseDocument, type LabDocument } from '../scenarios/document.ts'

/** A lab as it was left. */
export interface KeptLab {
  /** Without its file, and without what a teacher set: that stays with the link. */
  readonly document: LabDocument
  /** When its preset was opened. */
  readonly since: number
}

/** As much of the browser's storage as is needed. */
export type LabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const PREFIX = 'skewlab.lab.'
const INDEX = 'skewlab.labs'
/** The least recently used go first. */
const MOST_LABS = 40
const NO_TEACH = { hide: [], lock: [], task: '', presenter: false, open: [] }

const indexSchema = v.pipe(v.array(v.string()), v.maxLength(MOST_LABS))
const keptSchema = v.object({
  document: v.looseObject({ scenario: v.string() }),
  since: v.pipe(v.number(), v.finite()),
})

/**
 * A lab for each scenario, and of own data one for each file: kept while the tab lives, and across a reload where there is
 * storage for it. What lies in storage may be anything: it is read as a link is.
 */
export class KeptLabs {
  private readonly storage: LabStorage | null
  private readonly texts = new Map<string, string>()
  /** Keys, the newest last. */
  private order: string[]

  constructor(storage: LabStorage | null = null) {
    this.storage = storage
    this.order = this.readIndex()
  }

  keep(document: LabDocument, file: string | null, since: number): void {
    const key = keyOf(document.scenario, file)
    const text = JSON.stringify({ document: { ...document, file: null, teach: NO_TEACH }, since })
    this.texts.set(key, text)
    this.write(PREFIX + key, text)
    if (this.order.at(-1) === key) return
    this.order = [...this.order.filter((other) => other !== key), key]
    for (const old of this.order.splice(0, this.order.length - MOST_LABS)) this.drop(old)
    this.write(INDEX, JSON.stringify(this.order))
  }

  labOf(scenario: string, file: string | null): KeptLab | null {
    const key = keyOf(scenario, file)
    const read = v.safeParse(keptSchema, parsed(this.texts.get(key) ?? this.read(PREFIX + key)))
    if (!read.success || read.output.document.scenario !== scenario) return null
    return { document: { ...parseDocument(read.output.document).document, teach: NO_TEACH }, since: read.output.since }
  }

  /** The lab of a file, or else that without a file, which a link may have set; but thresholds are of the rows they were chosen on. */
  labOfFile(scenario: string, file: string): LabDocument | null {
    const without = (): LabDocument | null => {
      const document = this.labOf(scenario, null)?.document
      return document ? { ...document, view: { ...document.view, threshold: null } } : null
    }
    return this.labOf(scenario, file)?.document ?? without()
  }

  /** The file of the scenario's newest lab; null where that is of none. */
  latestFile(scenario: string): string | null {
    const key = this.order.findLast((one) => one === scenario || one.startsWith(`${scenario} `))
    return key?.slice(scenario.length + 1) || null
  }

  private readIndex(): string[] {
    const read = v.safeParse(indexSchema, parsed(this.read(INDEX)))
    return read.success ? read.output : []
  }

  private drop(key: string): void {
    this.texts.delete(key)
    try {
      this.storage?.removeItem(PREFIX + key)
    } catch {
      // As below.
    }
  }

  private read(key: string): string | null {
    try {
      return this.storage?.getItem(key) ?? null
    } catch {
      return null
    }
  }

  private write(key: string, text: string): void {
    try {
      this.storage?.setItem(key, text)
    } catch {
      // Full, or forbidden in some embedded frames: labs are kept all the same, only not across a reload.
    }
  }
}

/** The storage of the tab; null where the page may have none. */
export function tabStorage(): LabStorage | null {
  try {
    return window.sessionStorage
  } catch {
    return null
  }
}

function keyOf(scenario: string, file: string | null): string {
  return file === null ? scenario : `${scenario} ${file}`
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
