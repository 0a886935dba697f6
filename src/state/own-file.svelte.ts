import { CANCELLED } from './lab-worker.ts'
import { withColumn, type Choices } from '../../datasets/imports/choices.ts'
import type { Assumption } from '../../datasets/imports/assumed.ts'
import type { ColumnPlan, Dialect, ImportPlan, Role } from '../../datasets/imports/plan.ts'
import type { Inspection, planOf } from '../../datasets/imports/plan-of.ts'
import { planIn } from '../../datasets/own-data/stored-plan.ts'
import { MOST_ROWS } from '../../datasets/imports/limits.ts'
import type { DataFile } from '../core/training/run.ts'
import { fileChoicesOf } from '../scenarios/file-choices.ts'
import { recipeOf } from '../scenarios/recipe.ts'
import { Latest } from './latest.ts'
import type { LabState } from './lab.svelte.ts'
import { isSaying, rememberChoices, rememberedChoices } from './remembered-choices.ts'
import type { TablesState } from './tables.svelte.ts'

type Source = Pick<DataFile, 'name' | 'fingerprint' | 'blob'>

/** A file that was dropped or chosen: its first rows and how they are read, until they become the rows of the lab. */
export class OwnFileState {
  inspection = $state.raw<Inspection | null>(null)
  /** Rows to read; null is all of them. */
  rows = $state.raw<number | null>(null)
  /** As inferred from the file and what the person chose. */
  readonly plan = $derived<ImportPlan | null>(this.inspection && { ...this.inspection.plan, rows: this.rows })
  name = $state('')
  /** One line, with the file's name. */
  problem = $state<string | null>(null)

  /** Whether corrections of an earlier visit are in use. */
  isRecalled = $state(false)
  /** Whether its rows are in the lab already, so that nothing is lost by leaving. */
  isAgain = $state(false)

  private source: Source | null = null
  /** Infers the plan again after each correction; loaded with the first file. */
  private infer: typeof planOf | null = null
  private readonly asking = new Latest()
  private readonly tables: TablesState

  constructor(tables: TablesState) {
    this.tables = tables
  }

  get reading() {
    return this.tables.reading
  }

  /** Whether a person said anything of how the file is read. */
  get isCorrected(): boolean {
    return this.inspection !== null && isSaying(this.inspection.choices)
  }

  /** What a person must decide before the rows can be used. */
  get asked(): readonly Assumption[] {
    return this.inspection?.assumptions.filter(({ asks }) => asks) ?? []
  }

  /** Looks at a file and infers how it is read, as far as it was not chosen, now or on an earlier visit. */
  async look(file: File): Promise<void> {
    const source = { name: file.name, fingerprint: `${file.size} ${file.lastModified}`, blob: file }
    const before = rememberedChoices(source)
    if (!before) return this.inspect(source, {})
    await this.inspect(source, before)
    if (this.source !== source) return
    if (this.inspection) this.isRecalled = true
    // What was kept may fit no more; it must not stand in the way of the file.
    else if (this.problem !== CANCELLED) await this.inspect(source, {})
  }

  /** Opens again how a file of the lab is read. */
  async reopen(file: DataFile): Promise<void> {
    const { name, fingerprint, blob } = file
    const source = { name, fingerprint, blob }
    await this.inspect(source, fileChoicesOf(file).choices)
    if (this.source !== source || !this.inspection) return
    this.isAgain = true
    this.rows = planIn(file).rows
  }

  /** Forgets every correction. */
  async startOver(): Promise<void> {
    const { source, isAgain } = this
    if (!source) return
    rememberChoices(source, {})
    await this.inspect(source, {})
    this.isAgain = isAgain
  }

  /** Looks again, with the text cut in another way. */
  async cut(asked: Partial<Dialect>): Promise<void> {
    const { source, inspection, isAgain } = this
    if (!source || !inspection) return
    const { choices } = inspection
    const dialect = { ...choices.dialect, ...asked }
    await this.inspect(source, { ...choices, dialect })
    this.isAgain = isAgain
    if (this.inspection && !this.problem) rememberChoices(source, this.inspection.choices)
  }

  setRole(place: number, role: Role): void {
    this.setColumn(place, { role })
  }

  setColumn(place: number, change: Partial<ColumnPlan>): void {
    const { inspection } = this
    if (inspection) this.choose(withColumn(inspection.choices, inspection.plan.columns[place].name, change))
  }

  setPositive(positive: string): void {
    if (this.inspection) this.choose({ ...this.inspection.choices, positive })
  }

  private choose(choices: Choices): void {
    if (!this.inspection || !this.source || !this.infer) return
    this.inspection = this.infer(this.inspection, choices)
    rememberChoices(this.source, choices)
  }

  private async inspect(source: Source, choices: Choices): Promise<void> {
    if (this.reading.isReading) this.cancel()
    const isSame = source === this.source
    this.source = source
    this.name = source.name
    this.problem = null
    this.isRecalled = false
    this.isAgain = false
    if (!isSame) this.inspection = null
    await this.asking.ask(
      async () => {
        const loading = import('../../datasets/imports/plan-of.ts')
        const inspection = await this.tables.inspect(source.blob, choices)
        return { inspection, planOf: (await loading).planOf }
      },
      ({ inspection, planOf }) => {
        this.infer = planOf
        this.inspection = inspection
        this.rows = inspection.rows.count > MOST_ROWS ? MOST_ROWS : null
      },
      (error) => (this.problem = this.problemOf(error))
    )
  }

  /** The lab's file as things stand. */
  get draft(): DataFile | null {
    const { source, plan, inspection } = this
    return source && plan && inspection
      ? { ...source, plan, choices: inspection.choices, assumptions: inspection.assumptions }
      : null
  }

  /** What goes into the lab's recipe; null while something must be decided. */
  get ready(): DataFile | null {
    const { draft, plan } = this
    const hasLabel = plan?.columns.some(({ role }) => role === 'label')
    return hasLabel && this.asked.length === 0 ? draft : null
  }

  /** Reads the file as planned. The lab takes it once all of it could be read, and stays as it is where it could not. */
  async use(lab: LabState, file: DataFile | null = this.ready): Promise<void> {
    if (!file) return
    this.name = file.name
    this.problem = null
    const document = lab.onFile(file)
    await this.asking.ask(
      () => this.tables.describe(recipeOf(document), document),
      () => {
        this.forget()
        // What was edited while the file was read stays.
        lab.open({ document: lab.onFile(file), notes: [] })
      },
      (error) => (this.problem = this.problemOf(error))
    )
  }

  cancel(): void {
    this.tables.cancel()
  }

  forget(): void {
    this.asking.cancel()
    this.source = null
    this.inspection = null
    this.isRecalled = false
    this.isAgain = false
    this.problem = null
    this.name = ''
  }

  private problemOf({ name, message }: Error): string {
    if (message === CANCELLED) return message
    if (name === 'NotReadableError') return `${this.name}: it was moved or changed since it was chosen; choose it again`
    return `${this.name}: ${message}`
  }
}
