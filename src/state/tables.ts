import type { Choices } from '../../datasets/imports/choices.ts'
import type { Inspection } from '../../datasets/imports/plan-of.ts'
import { CANCELLED, LabWorker } from '../bridge/lab-worker.ts'
import type { Draw } from '../core/kernel/table.ts'
import type { DataSummary, MetricChoice } from '../core/lab.ts'
import type { Recipe } from '../core/training/run.ts'
import type { LabDocument } from '../scenarios/document.ts'
import { choiceOf, keyOfRecipe, trainingChoiceOf } from '../scenarios/recipe.ts'
import { AuditState } from './audit.svelte.ts'
import { ReadingState } from './reading.svelte.ts'

/** The worker that draws the lab's rows, and what it said of the newest document's. */
export class Tables {
  readonly reading = new ReadingState()
  readonly worker = new LabWorker('tables', (message) => this.reading.hear(message))
  readonly audit = new AuditState((recipe) => this.worker.callAgain((lab) => lab.tables.audit(recipe)))
  /** What runs are measured by: as the newest document has it. */
  choice: MetricChoice = { k: 10, gain: 'linear', alerts: 100 }
  private newest: { key: string; summary: Promise<DataSummary> } | null = null

  /** Draws and describes these rows; asked twice, it answers from memory. */
  describe(recipe: Recipe, document: LabDocument): Promise<DataSummary> {
    const key = keyOf(recipe, document)
    this.choice = trainingChoiceOf(document)
    if (this.newest?.key === key) return this.newest.summary
    const choice = choiceOf(document)
    const prepare = () => this.worker.callAgain((lab) => lab.tables.prepare(recipe, choice))
    const summary = recipe.file ? this.reading.during(prepare) : prepare()
    this.newest = { key, summary }
    summary.catch(() => this.newest?.key === key && (this.newest = null))
    return summary
  }

  /** Changes what is remembered of a recipe's rows; null where others are the newest. */
  learn(recipe: Recipe, change: (data: DataSummary) => DataSummary): Promise<DataSummary> | null {
    if (!this.newest || !this.isOf(recipe)) return null
    return (this.newest = { ...this.newest, summary: this.newest.summary.then(change) }).summary
  }

  /** Whether the newest rows are of a recipe, however they are measured. */
  isOf(recipe: Recipe): boolean {
    return this.newest?.key.startsWith(`${keyOfRecipe(recipe)} `) ?? false
  }

  /** Looks at a file and guesses how to read it. */
  inspect(file: Blob, choices: Choices): Promise<Inspection> {
    return this.reading.during(() => this.worker.call((lab) => lab.files.inspect(file, choices)))
  }

  /** Ends whatever the worker reads or draws. */
  cancel(): void {
    this.newest = null
    this.worker.terminate(CANCELLED)
  }

  isNewest(recipe: Recipe, document: LabDocument): boolean {
    return this.newest?.key === keyOf(recipe, document)
  }

  /** Rows of one part as a file. */
  async file(recipe: Recipe, part: keyof DataSummary['rows'], format: 'csv' | 'parquet'): Promise<Blob> {
    const bytes = await this.worker.callAgain((lab) => lab.files.exportPart(recipe, part, format))
    return new Blob([bytes], { type: format === 'csv' ? 'text/csv' : 'application/vnd.apache.parquet' })
  }

  /** The drawn rows for other workers; undefined where memory is not shared. */
  async share(recipe: Recipe): Promise<Draw | undefined> {
    return (await this.worker.callAgain((lab) => lab.tables.share(recipe))) ?? undefined
  }
}

function keyOf(recipe: Recipe, document: LabDocument): string {
  return `${keyOfRecipe(recipe)} ${JSON.stringify(choiceOf(document))}`
}
