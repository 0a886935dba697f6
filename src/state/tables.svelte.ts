import type { LabApi } from '../../workers/lab.api.ts'
import type { Choices } from '../../datasets/imports/choices.ts'
import type { Inspection } from '../../datasets/imports/plan-of.ts'
import { CANCELLED, LabWorker } from './lab-worker.ts'
import type { Draw } from '../core/kernel/table.ts'
import type { DataSummary, Lab, MetricChoice } from '../core/lab.ts'
import type { Recipe } from '../core/training/run.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { keyOfRecipe } from '../core/training/recipe-key.ts'
import { choiceOf, lacksFile, recipeOf, trainingChoiceOf } from '../scenarios/recipe.ts'
import { Announcement } from './announcement.ts'
import { AuditState } from './audit.svelte.ts'
import type { Cores, Lease } from './cores.ts'
import { idleMsOf } from './idle.ts'
import { Latest } from './latest.ts'
import { FileProgress } from './file-progress.svelte.ts'

const PREPARE_AFTER_MS = 250
/** Fewer rows are drawn before a helper has started. */
const HELPED_ROWS = 140_000

/** A document's rows, as they were drawn and described. */
export interface Described {
  readonly document: LabDocument
  readonly recipe: Recipe
  readonly data: DataSummary
}

/** The rows of the newest document: drawn, described and kept in a worker of their own. */
export class TablesState {
  /** What is known of the rows that were described last; null before there are any. */
  data = $state.raw<DataSummary | null>(null)
  readonly described = new Announcement<Described>()
  /** Why rows could not be drawn, in one line. */
  readonly failed = new Announcement<string>()
  readonly reading = new FileProgress()
  readonly audit = new AuditState((recipe) => this.drawing((lab) => lab.tables.audit(recipe)))
  /** What runs are measured by: as the newest document has it. */
  choice: MetricChoice = { k: 10, gain: 'linear', alerts: 100 }

  private readonly worker = new LabWorker('tables', (message) => this.reading.hear(message))
  private readonly preparing = new Latest({ afterMs: PREPARE_AFTER_MS })
  private readonly cores: Cores
  private cancelled = new AbortController()
  private newest: { key: string; summary: Promise<DataSummary> } | null = null

  constructor(cores: Cores) {
    this.cores = cores
  }

  /** Draws and describes the document's rows shortly; the newest document wins. */
  prepare(document: LabDocument): void {
    const recipe = recipeOf(document)
    void this.preparing.ask(
      async () => (lacksFile(document) ? null : this.describe(recipe, document)),
      (data) => {
        this.data = data
        if (data) this.described.tell({ document, recipe, data })
      },
      ({ message }) => this.failed.tell(message)
    )
  }

  /** Draws and describes these rows; asked twice, it answers from memory. */
  describe(recipe: Recipe, document: LabDocument): Promise<DataSummary> {
    this.choice = trainingChoiceOf(document)
    const key = keyOf(recipe, document)
    if (this.newest?.key === key) return this.newest.summary
    const choice = choiceOf(document)
    const prepare = () => this.drawing((lab) => lab.tables.prepare(recipe, choice), recipe)
    const summary = recipe.file ? this.reading.during(prepare) : prepare()
    this.newest = { key, summary }
    summary.catch(() => this.newest?.key === key && (this.newest = null))
    return summary
  }

  /** Changes what is remembered of a recipe's rows, where those are the newest. */
  learn(recipe: Recipe, change: (data: DataSummary) => DataSummary): void {
    if (!this.newest || !this.isOf(recipe)) return
    const summary = this.newest.summary.then(change)
    this.newest = { ...this.newest, summary }
    void summary.then((data) => this.isOf(recipe) && (this.data = data))
  }

  /** Looks at a file and guesses how to read it. */
  inspect(file: Blob, choices: Choices): Promise<Inspection> {
    return this.reading.during(() => this.drawing((lab) => lab.files.inspect(file, choices)))
  }

  /** Ends whatever the worker reads or draws. */
  cancel(): void {
    this.newest = null
    this.cancelled.abort(new Error(CANCELLED))
    this.cancelled = new AbortController()
    this.worker.terminate(CANCELLED)
  }

  /** Rows of one part as a file. */
  async file(recipe: Recipe, part: keyof DataSummary['rows'], format: 'csv' | 'parquet'): Promise<Blob> {
    const bytes = await this.drawing((lab) => lab.files.exportPart(recipe, part, format))
    return new Blob([bytes], { type: format === 'csv' ? 'text/csv' : 'application/vnd.apache.parquet' })
  }

  /** The drawn rows for other workers; undefined where memory is not shared. */
  async share(recipe: Recipe): Promise<Draw | undefined> {
    return (await this.drawing((lab) => lab.tables.share(recipe))) ?? undefined
  }

  /** Simulated seconds at which a table ends. */
  end(recipe: Recipe): Promise<number> {
    return this.drawing((lab) => lab.tables.end(recipe))
  }

  /** The recipe of the rows that traffic brought lately. */
  recent(recipe: Recipe, span: Parameters<Lab['tables']['recent']>[1]): ReturnType<Lab['tables']['recent']> {
    return this.drawing((lab) => lab.tables.recent(recipe, span))
  }

  /** Calls the worker on a lease; one that makes a table may have helpers, where they pay. */
  private drawing<T>(work: (lab: LabApi) => Promise<T>, recipe: Recipe | null = null): Promise<T> {
    if (recipe) this.worker.idleMs = idleMsOf(recipe)
    const most = recipe && Number(recipe.settings.rows) >= HELPED_ROWS ? this.cores.total : 1
    // What is over in a moment is waited for, so that a large table has all its helpers.
    const least = this.cores.isOnly('getting ready to train', 'measuring') ? most : 1
    const call = ({ cores }: Lease): Promise<T> => {
      this.worker.lend(cores)
      return this.worker.callAgain(work)
    }
    return this.cores.during({ use: 'drawing', least, most }, call, this.cancelled.signal)
  }

  /** Whether the newest rows are of a recipe, however they are measured. */
  private isOf(recipe: Recipe): boolean {
    return this.newest?.key.startsWith(`${keyOfRecipe(recipe)} `) ?? false
  }
}

function keyOf(recipe: Recipe, document: LabDocument): string {
  return `${keyOfRecipe(recipe)} ${JSON.stringify(choiceOf(document))}`
}
