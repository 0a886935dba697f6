import { CANCELLED } from '../bridge/lab-worker.ts'
import type { ColumnPlan, Dialect, ImportPlan, Inspection, Role } from '../../datasets/imports/import.ts'
import { MOST_ROWS } from '../../datasets/imports/limits.ts'
import { withRole } from '../../datasets/imports/with-role.ts'
import type { DataFile } from '../core/training/run.ts'
import { recipeOf } from '../scenarios/recipe.ts'
import type { LabState } from './lab.svelte.ts'
import type { RaceState } from './race.svelte.ts'

/** A file somebody brought: how it looks, and how it is to be read, until it becomes the lab's rows. */
export class OwnFileState {
  inspection = $state.raw<Inspection | null>(null)
  /** As guessed, with what the person corrected. */
  plan = $state.raw<ImportPlan | null>(null)
  name = $state('')
  /** One line, with the file's name. */
  problem = $state<string | null>(null)

  private file: File | null = null
  /** Counts what was asked: an answer that comes after another question is dropped. */
  private turn = 0
  private readonly race: Pick<RaceState, 'tables'>

  constructor(race: Pick<RaceState, 'tables'>) {
    this.race = race
  }

  get reading() {
    return this.race.tables.reading
  }

  /** Looks at a file; `asked` settles what the guess got wrong about how its text is cut. */
  async look(file: File, asked: Partial<Dialect> = {}): Promise<void> {
    if (this.reading.isReading) this.cancel()
    const turn = ++this.turn
    const isSame = file === this.file
    this.file = file
    this.name = file.name
    this.problem = null
    if (!isSame) this.inspection = this.plan = null
    try {
      const inspection = await this.race.tables.inspect(file, asked)
      if (turn !== this.turn) return
      this.inspection = inspection
      const { plan, rows } = inspection
      this.plan = rows.count > MOST_ROWS ? { ...plan, rows: MOST_ROWS } : plan
    } catch (error) {
      if (turn === this.turn) this.problem = this.told(error as Error)
    }
  }

  /** Looks again, with the text cut in another way. */
  async cut(asked: Partial<Dialect>): Promise<void> {
    if (this.file) await this.look(this.file, { ...this.plan?.dialect, ...asked })
  }

  setRole(place: number, role: Role): void {
    if (this.plan && this.inspection) this.plan = withRole(this.plan, place, role, this.inspection.columns)
  }

  setColumn(place: number, change: Partial<ColumnPlan>): void {
    this.setPlan({ columns: this.plan?.columns.map((column, i) => (i === place ? { ...column, ...change } : column)) })
  }

  setPlan(change: Partial<ImportPlan>): void {
    if (this.plan) this.plan = { ...this.plan, ...change }
  }

  /** What goes into the lab's recipe; null while no column is the label. */
  get ready(): DataFile | null {
    const { file, plan } = this
    if (!file || !plan?.columns.some(({ role }) => role === 'label')) return null
    return { name: file.name, fingerprint: `${file.size} ${file.lastModified}`, blob: file, plan }
  }

  /** Reads the file as planned. The lab takes it once all of it could be read, and stays as it is where it could not. */
  async use(lab: LabState, file: DataFile | null = this.ready): Promise<void> {
    if (!file) return
    const turn = ++this.turn
    this.name = file.name
    this.problem = null
    const document = lab.onFile(file)
    try {
      await this.race.tables.describe(recipeOf(document), document)
      if (turn !== this.turn) return
      this.forget()
      // What was edited while the file was read stays.
      lab.open({ document: lab.onFile(file), notes: [] })
    } catch (error) {
      if (turn === this.turn) this.problem = this.told(error as Error)
    }
  }

  cancel(): void {
    this.race.tables.cancel()
  }

  forget(): void {
    this.turn++
    this.file = null
    this.inspection = null
    this.plan = null
    this.problem = null
    this.name = ''
  }

  private told({ name, message }: Error): string {
    if (message === CANCELLED) return message
    if (name === 'NotReadableError') return `${this.name}: it was moved or changed since it was chosen; choose it again`
    return `${this.name}: ${message}`
  }
}
